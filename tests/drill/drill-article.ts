import { type Editor, must } from '../support/editor.ts'
import { bodyWith } from '../support/factories.ts'

const point = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** Publishes an article with a picture in it, twice. Returns its address and the picture's. */
export async function publishTwice(editor: Editor): Promise<{ path: string; picture: string }> {
  const form = new FormData()
  form.set('_payload', JSON.stringify({ alt: 'One point' }))
  form.set('file', new Blob([Buffer.from(point, 'base64')], { type: 'image/png' }), 'point.png')
  const picture = must(await editor.send('POST', '/api/media', form), 'The picture')
  const article = await editor.publishNew('what-comes-back', {
    title: 'What comes back </script> & "é"',
    body: bodyWith(Number(picture.id), 'Back\\\\slash and é.'),
  })
  must(await editor.publish(article, 'After.'), 'The second edition')
  return { path: article.path, picture: `/media/${picture.filename}` }
}
