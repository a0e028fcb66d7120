import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { FixedToolbarFeatureClient as FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ArticleDeskFeature as ArticleDeskFeature_2e4cf7ce360b8cad4ac3b77091ff4ff9 } from '../../../components/admin/article-desk.client.tsx'
import { BringTextFeature as BringTextFeature_e44585243924da71ffcd6e57156ced45 } from '../../../components/admin/bring-text.client.tsx'
import { BlockShortcuts as BlockShortcuts_1addb7e30949569cffe09f89c0aff521 } from '../../../collections/articles/editor-shortcuts.client.ts'
import { BlocksFeatureClient as BlocksFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { FindingId as FindingId_3ab27bf57cd27d2146a15f7e9682649e } from '../../../components/admin/finding-id.client.tsx'
import { CodeCheck as CodeCheck_a633f322d0a5a8e83722ed970ae6990c } from '../../../components/admin/code-check.client.tsx'
import { InStep as InStep_61e75a446a0a73803c5d25a0030b2106 } from '../../../components/admin/in-step.client.tsx'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineCodeFeatureClient as InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { SourceLabel as SourceLabel_880b2cb7d4c51ade4193db30824e5054 } from '../../../components/admin/source-label.client.tsx'
import { UploadFeatureClient as UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { TableFeatureClient as TableFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BlockquoteFeatureClient as BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { LeaveByTabFeature as LeaveByTabFeature_81ef364073b0fce939c2336ab5cc8284 } from '../../../components/admin/leave-by-tab.client.tsx'
import { IndentFeatureClient as IndentFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ChecklistFeatureClient as ChecklistFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BeginInTableFeature as BeginInTableFeature_e8fb6b98ad5059073e1442876ff733be } from '../../../components/admin/begin-in-table.client.tsx'
import { DiagramPreview as DiagramPreview_5a84f5bba9e73f925e157b5e12a3c0b7 } from '../../../components/admin/diagram-preview.client.tsx'
import { Answers as Answers_9ed71dc211c656b0051cf9c2d818ce35 } from '../../../components/admin/answers.client.tsx'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { PlateNow as PlateNow_d4ceaa03c828688c27aafd73cc7d55d5 } from '../../../components/admin/plate-now.client.tsx'
import { LinkedFrom as LinkedFrom_74d6d1a9e1251d779e1bf7c9c24ca6c1 } from '../../../components/admin/linked-from.client.tsx'
import { HouseMark as HouseMark_fc4f3941f406caf94a6f113e395dc0af } from '../../../components/admin/house-marks.tsx'
import { HouseName as HouseName_fc4f3941f406caf94a6f113e395dc0af } from '../../../components/admin/house-marks.tsx'
import { DeskHeading as DeskHeading_ee63841f712bf4d03f4b820ca17f7bd1 } from '../../../components/admin/headings.tsx'
import { SignInHeading as SignInHeading_ee63841f712bf4d03f4b820ca17f7bd1 } from '../../../components/admin/headings.tsx'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#FixedToolbarFeatureClient": FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/components/admin/article-desk.client.tsx#ArticleDeskFeature": ArticleDeskFeature_2e4cf7ce360b8cad4ac3b77091ff4ff9,
  "/components/admin/bring-text.client.tsx#BringTextFeature": BringTextFeature_e44585243924da71ffcd6e57156ced45,
  "/collections/articles/editor-shortcuts.client.ts#BlockShortcuts": BlockShortcuts_1addb7e30949569cffe09f89c0aff521,
  "@payloadcms/richtext-lexical/client#BlocksFeatureClient": BlocksFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/components/admin/finding-id.client.tsx#FindingId": FindingId_3ab27bf57cd27d2146a15f7e9682649e,
  "/components/admin/code-check.client.tsx#CodeCheck": CodeCheck_a633f322d0a5a8e83722ed970ae6990c,
  "/components/admin/in-step.client.tsx#InStep": InStep_61e75a446a0a73803c5d25a0030b2106,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineCodeFeatureClient": InlineCodeFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/components/admin/source-label.client.tsx#SourceLabel": SourceLabel_880b2cb7d4c51ade4193db30824e5054,
  "@payloadcms/richtext-lexical/client#UploadFeatureClient": UploadFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#TableFeatureClient": TableFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BlockquoteFeatureClient": BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/components/admin/leave-by-tab.client.tsx#LeaveByTabFeature": LeaveByTabFeature_81ef364073b0fce939c2336ab5cc8284,
  "@payloadcms/richtext-lexical/client#IndentFeatureClient": IndentFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ChecklistFeatureClient": ChecklistFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/components/admin/begin-in-table.client.tsx#BeginInTableFeature": BeginInTableFeature_e8fb6b98ad5059073e1442876ff733be,
  "/components/admin/diagram-preview.client.tsx#DiagramPreview": DiagramPreview_5a84f5bba9e73f925e157b5e12a3c0b7,
  "/components/admin/answers.client.tsx#Answers": Answers_9ed71dc211c656b0051cf9c2d818ce35,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/components/admin/plate-now.client.tsx#PlateNow": PlateNow_d4ceaa03c828688c27aafd73cc7d55d5,
  "/components/admin/linked-from.client.tsx#LinkedFrom": LinkedFrom_74d6d1a9e1251d779e1bf7c9c24ca6c1,
  "/components/admin/house-marks.tsx#HouseMark": HouseMark_fc4f3941f406caf94a6f113e395dc0af,
  "/components/admin/house-marks.tsx#HouseName": HouseName_fc4f3941f406caf94a6f113e395dc0af,
  "/components/admin/headings.tsx#DeskHeading": DeskHeading_ee63841f712bf4d03f4b820ca17f7bd1,
  "/components/admin/headings.tsx#SignInHeading": SignInHeading_ee63841f712bf4d03f4b820ca17f7bd1,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
