import { afterEach, expect, it, vi } from 'vitest'
import { drawOnce } from '#app/og/draw-once.ts'
import { drawCard, siteCard, topicCard } from '#publication/card/index.ts'

/** Ends the drawing under way. */
const endings: { resolve: (png: Buffer) => void; reject: (error: Error) => void }[] = []

vi.mock('#publication/card/index.ts', async (original) => ({
  ...(await original<object>()),
  drawCard: vi.fn(() => new Promise((resolve, reject) => endings.push({ resolve, reject }))),
}))

const png = Buffer.from('a picture')
const topic = (at: number) => topicCard({ slug: `topic-${at}`, name: 'Scale', loadCase: 'footing' })
const turn = () => new Promise((resolve) => setImmediate(resolve))

async function endAll(): Promise<void> {
  for (let ending = endings.shift(); ending; ending = endings.shift()) {
    ending.resolve(png)
    await turn()
  }
}

afterEach(() => {
  vi.mocked(drawCard).mockClear()
})

it('draws one at a time, and each once for all who ask meanwhile', async () => {
  const asked = [drawOnce(topic(1)), drawOnce(topic(2)), drawOnce(topic(1))]
  await turn()
  expect(drawCard).toHaveBeenCalledTimes(1)
  await endAll()
  expect(await Promise.all(asked)).toEqual([png, png, png])
  expect(drawCard).toHaveBeenCalledTimes(2)
})

it('lets so many wait and no more', async () => {
  const asked = Array.from({ length: 13 }, (_, at) => drawOnce(topic(at)))
  await turn()
  await expect(drawOnce(topic(13))).rejects.toThrow('Too many pictures wait')
  // Whoever asks for one that is under way does not wait for another.
  const again = drawOnce(topic(0))
  await endAll()
  expect(await Promise.all([...asked, again])).toHaveLength(14)
})

it('draws that of the site once for good, and again when it failed', async () => {
  const failed = drawOnce(siteCard)
  endings.shift()?.reject(new Error('no fonts'))
  await expect(failed).rejects.toThrow('no fonts')
  const drawn = drawOnce(siteCard)
  await endAll()
  expect(await drawn).toBe(png)
  expect(await drawOnce(siteCard)).toBe(png)
  expect(drawCard).toHaveBeenCalledTimes(2)
})
