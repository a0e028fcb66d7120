export { plateAlt } from './alt.ts'
export {
  type Drawing,
  drawFinding,
  drawPlate,
  type FindingKind,
  type Ground,
  groundOf,
  type PlateFormat,
  type PlateSpec,
  plateFormats,
  plateSpecOf,
} from './plate.ts'
export { randomFrom } from './random.ts'
export {
  type BeamFormat,
  beamFormats,
  beamLength,
  beamMarks,
  beamSvg,
  drawSheet,
  type SheetFormat,
  sheetFormats,
  sheetSvg,
} from './sheets.ts'
export { inPicture, type Palette, plateSvg } from './svg.ts'
