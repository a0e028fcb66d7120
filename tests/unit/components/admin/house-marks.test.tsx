import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { HouseMark, HouseName } from '#components/admin/house-marks.tsx'

const root = resolve(import.meta.dirname, '../../../..')
const styles = ['marks', 'views'].map((name) => readFileSync(`${root}/app/(payload)/styles/${name}.css`, 'utf8')).join()

describe('the name and the mark in the admin', () => {
  const name = renderToStaticMarkup(<HouseName />)
  const mark = renderToStaticMarkup(<HouseMark />)

  it('have every class of theirs in the admin’s own style sheet: that of readers is not there', () => {
    const classes = [...`${name}${mark}`.matchAll(/class="([^"]*)"/g)].flatMap(([, list = '']) => list.split(' '))
    expect(classes).toContain('stop-hold')
    expect(classes.filter((one) => !styles.includes(`.${one}`))).toEqual([])
  })

  it('are the plain sentences in two lines, and nothing to be read', () => {
    expect(name.replace(/<[^>]*>/g, '')).toBe('What breaks. What holds.')
    expect(mark.replace(/<[^>]*>/g, '')).toBe('')
    expect(mark).toContain('aria-hidden="true"')
  })
})
