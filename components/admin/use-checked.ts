import { useEffect, useState } from 'react'
import { ask } from './ask.ts'

/**
 * What the server says of something that is being written: asked when nothing has changed for a while, and the newest
 * answer counts. `undefined` before the first, and while there is nothing to ask.
 * @param question null for nothing to ask
 */
export function useChecked<T>(url: string, question: object | null, waitMs = 400): T | undefined {
  const [said, setSaid] = useState<T>()
  const key = question === null ? null : JSON.stringify(question)
  useEffect(() => {
    if (key === null) {
      setSaid(undefined)
      return
    }
    const asked = new AbortController()
    const timer = setTimeout(() => {
      ask<T>(url, JSON.parse(key) as object, asked.signal)
        .then(setSaid)
        // What it said last stays; the next change asks again.
        .catch(() => undefined)
    }, waitMs)
    return () => {
      clearTimeout(timer)
      asked.abort()
    }
  }, [url, key, waitMs])
  return said
}

/** The path of a field beside another one in the same form. */
export const beside = (path: string, name: string): string => path.replace(/[^.]+$/, name)

/** A line of a text, 1-based, for showing what is wrong with it. */
export const lineIn = (text: string, line: number): string => text.split('\n')[line - 1]?.trim() ?? ''
