export { plateAlt } from './alt.ts'
export {
  type Drawing,
  drawPlate,
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
  beamLength,
  beamMarks,
  beamSvg,
  type SheetFormat,
  sheetSvg,
} from './sheets.ts'
export { plateSvg } from './svg.ts'
