import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { usersInScale } from '#publication/article/index.ts'

describe('the users that a scale names', () => {
  it.each<[string, number]>([
    ['10k users', 10_000],
    ['10,000 users', 10_000],
    ['10 000 users', 10_000],
    ['10\u00a0000 users', 10_000],
    ['10’000 users', 10_000],
    ['10000 users', 10_000],
    ['a 10k-user tenant', 10_000],
    ['1.5M users', 1_500_000],
    ['1.5 million monthly active users', 1_500_000],
    ['half a million users', 500_000],
    ['a hundred users', 100],
    ['a hundred thousand users', 100_000],
    ['two hundred and fifty customers', 250],
    ['twenty-five tenants', 25],
    ['1,000+ users', 1_000],
    ['1,000 or more users', 1_000],
    ['more than 1,000 users', 1_000],
    ['over 500 concurrent users', 500],
    ['ten thousand users a day', 10_000],
    ['dozens of customers', 24],
    ['hundreds of users', 200],
    ['thousands of users', 2_000],
    ['tens of thousands of users', 20_000],
    ['hundreds of thousands of users', 200_000],
    ['a few hundred holders', 200],
    ['the first few hundred holders', 200],
    ['the first thousand users', 1_000],
    ['a couple of customers', 2],
    ['the second customer', 2],
    ['the second tenant in one index', 2],
    ['the 3rd customer', 3],
    ['the hundredth user', 100],
    ['two people taking orders', 2],
    ['one user', 1],
    ['100 to 1,000 users', 100],
    ['100–1,000 users', 100],
    ['100-1,000 users', 100],
    ['between 1k and 10k users', 1_000],
    ['10,000 users, or two tenants', 2],
    ['tens of thousands of users, or a hundred thousand rows in one list', 20_000],
    ['9,999,999,999 users', 2_000_000_000],
  ])('“%s”: %i', (scale, users) => {
    expect(usersInScale(scale)).toBe(users)
  })

  it.each([
    null,
    '',
    'users',
    'many users',
    'the first customer with a scheduler',
    'the 1st customer',
    'the first dishonest seller',
    'any size',
    'weekly releases',
    'the first hundred payments',
    'a hundred thousand rows in one list',
    '500 requests per second',
    '10 messages per user',
    '100 requests per second per user',
    'two requests within the time of one page view',
    '10% of users',
    'one in 100 users',
    'up to 1,000 users',
    'fewer than 100 users',
    'less than a hundred users',
    'under 100 users',
    'at most 100 users',
    'before the second tenant',
    'every second user',
    'the third party customers',
    'two support engineers',
    '0 users',
    '0.4 users',
  ])('“%s” counts nobody', (scale) => {
    expect(usersInScale(scale)).toBe(0)
  })

  it('is a whole number in bounds, whatever is written', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('a', 'half', 'hundred', 'thousands', 'of', 'users', 'k', 'and', 'to', '–', '1,000', '2.5', 'th'),
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), (words) => {
        const users = usersInScale(words.join(' '))
        expect(Number.isInteger(users) && users >= 0 && users <= 2_000_000_000).toBe(true)
      }),
    )
  })

  it('reads every number of users however it is spelt', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom('', 'active ', 'paying '), (users, which) => {
        expect(usersInScale(`from ${users} ${which}users on`)).toBe(users)
        expect(usersInScale(`${users.toLocaleString('en')} ${which}users`)).toBe(users)
        expect(usersInScale(`${users}k ${which}users`)).toBe(users * 1_000)
      }),
    )
  })

  it('takes no time that grows out of hand', () => {
    const long = `${'1 and '.repeat(50_000)}users ${'a'.repeat(50_000)}`
    const begun = performance.now()
    usersInScale(long)
    expect(performance.now() - begun).toBeLessThan(200)
  })

  it('is known of the breaks of a new installation', () => {
    const folder = 'seeds/articles'
    const files = readdirSync(folder).filter((file) => file.endsWith('.md'))
    const named = files.flatMap((file) =>
      [...readFileSync(`${folder}/${file}`, 'utf8').matchAll(/^:{3,}break\{.*scale="([^"]*)"/gm)]
        .map(([, scale = '']) => [scale, usersInScale(scale)] as const)
        .filter(([, users]) => users > 0),
    )
    expect(Object.fromEntries(named)).toEqual({
      'the second customer': 2,
      'the second tenant, where the application connects as the owner of its tables': 2,
      'the second tenant in one index': 2,
      'two guests who want the same night within one page view': 2,
      'two people taking orders': 2,
      'about 10 tenants in one index': 10,
      'about 100 holders': 100,
      'the first 100 users': 100,
      'about 100 users, when a list first has fifty rows': 100,
      'about 1,000 users, the first deploy that runs old and new instances side by side': 1_000,
      'about 1,000 users, the first table with traffic at all hours': 1_000,
      'about 10,000 users, when all of them update one row': 10_000,
      'about 10,000 users, one slow answer on every page': 10_000,
      'about 100,000 users, or the first replica that serves reads': 100_000,
      'about 100,000 users, after a year of 100 million rows': 100_000,
      'about 100,000 users, when a tenth of them sit in a single account': 100_000,
    })
  })
})
