import type { ReactElement } from 'react'
import { AboutPage, about } from './about-page.tsx'
import { AccessibilityPage, accessibility } from './accessibility-page.tsx'
import type { HouseFacts, HouseWords } from './house-frame.tsx'
import { HowToReadPage, howToRead } from './how-to-read-page.tsx'
import { LicencePage, licence } from './licence-page.tsx'

type HousePage = HouseWords & { View: (facts: HouseFacts) => ReactElement }

/** Every page on which the house speaks of itself, by its path. */
export const housePages: readonly HousePage[] = [
  { ...about, View: AboutPage },
  { ...howToRead, View: HowToReadPage },
  { ...accessibility, View: AccessibilityPage },
  { ...licence, View: LicencePage },
]
