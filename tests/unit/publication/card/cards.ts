import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { findingsOf, type LoadCase, parseDocument } from '#publication/article/index.ts'
import { articleCard } from '#publication/card/index.ts'

type SeedTopic = { slug: string; name: string; loadCase: LoadCase }
export type ArticleCard = ReturnType<typeof articleCard>

const topics: SeedTopic[] = parse(readFileSync('seeds/topics.yaml', 'utf8'))

/** The cards of the articles that a new installation begins with. */
export const seedCards: ArticleCard[] = readdirSync('seeds/articles')
  .filter((file) => file.endsWith('.md'))
  .map((file) => {
    const { slug, title, body, topics: named, cover } = parseDocument(readFileSync(`seeds/articles/${file}`, 'utf8'))
    const topic = topics.find((each) => each.slug === named[0])
    if (!topic) throw new Error(`${file} has no topic of the seeds`)
    return articleCard({
      slug,
      title,
      topics: [{ ...topic, id: 't', path: `/topics/${topic.slug}` }],
      findings: findingsOf(body),
      cover: { variant: cover?.variant ?? 0, calm: cover?.calm ?? false },
    })
  })

export const withTitle = (title: string): ArticleCard => ({ ...(seedCards[0] as ArticleCard), title })

const sentence = 'Every sentence of it has eight words here, and so it goes on until it is as long as a title may be. '

/** Titles that are hard to set, by what is hard about them. */
export const hardTitles = {
  'one word of 79 letters': 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.slice(
    0,
    79,
  ),
  '300 characters': sentence.repeat(4).slice(0, 300).trim(),
  '300 wide letters without a space': 'W'.repeat(300),
  Japanese: 'キューはどこで壊れるのか：非同期処理のための設計と、バックグラウンドジョブが死ぬ場所の解剖',
  'Chinese, simplified': '异步工作负载的队列架构：后台任务在哪里失败，以及什么能够支撑住整个系统',
  'Chinese, traditional': '從一百到十萬使用者的擴展：什麼會壞、按什麼順序、何時該動手',
  Korean: '비동기 작업을 위한 큐 아키텍처: 백그라운드 작업이 죽는 곳에 대한 분석',
  'Chinese, 300 characters': '队列在哪里失败'.repeat(43).slice(0, 300),
  Arabic: 'بنية قوائم الانتظار لأحمال العمل غير المتزامنة: أين تموت المهام الخلفية في PostgreSQL 18 ولماذا؟',
  Hebrew: 'ארכיטקטורת תורים לעומסי עבודה אסינכרוניים: היכן מתות משימות הרקע (ומה מחזיק)?',
  emoji: 'Ship it 🚀 on Friday 🔥👩🏽‍💻 and the queue 🧨 dies: 1️⃣ retries ⚠️ 2️⃣ tears ❤️‍🩹 🇪🇺',
  'Cyrillic and Greek': 'Архитектура очередей: где умирают фоновые задачи и πού αντέχουν',
  'scripts without a face of their own': 'สถาปัตยกรรมคิว हिन्दी में ქართული Հայերեն',
  markup: '</script> & "é" ]]> <svg onload=x> `$&` \\',
  'one short word': 'Locks',
} as const
