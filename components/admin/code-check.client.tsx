'use client'

import { useConfig, useFormFields } from '@payloadcms/ui'
import type { UIFieldClientComponent } from 'payload'
import { Problem, type SaidProblem } from './problem.tsx'
import { beside, useChecked } from './use-checked.ts'

/** Below code: the line at which it does not parse, while somebody writes. Nothing once a reason is given. */
export const CodeCheck: UIFieldClientComponent = ({ path }) => {
  const { api } = useConfig().config.routes
  const [language, code, unchecked] = ['language', 'code', 'unchecked'].map((name) =>
    // biome-ignore lint/correctness/useHookAtTopLevel: three fields, always the same
    useFormFields(([fields]) => fields[beside(path, name)]?.value as string | undefined),
  )
  const isAsked = Boolean(language && code?.trim() && !unchecked?.trim())
  const said = useChecked<{ problem: SaidProblem | null }>(
    `${api}/articles/check-code`,
    isAsked ? { language, code } : null,
  )
  const words = 'Mend it, or say in the field below why it need not parse.'
  return <Problem problem={isAsked ? (said?.problem ?? null) : null} text={code ?? ''} advice={words} />
}
