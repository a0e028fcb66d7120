import { tokenPath } from './log-address.ts'

const named = /(SECRET|TOKEN|PASSWORD|KEY)$/
/** A shorter one would be found in ordinary words. */
const shortest = 8

function passwordIn(address: string): string[] {
  if (!/^[a-z][a-z0-9+]*:\/\//i.test(address) || !URL.canParse(address)) return []
  const { password } = new URL(address)
  if (!password) return []
  try {
    return [password, decodeURIComponent(password)]
  } catch {
    return [password]
  }
}

/** The values among these variables that nobody may read: secrets by their names, and passwords inside addresses. */
export function secretsOf(variables: Readonly<Record<string, unknown>>): string[] {
  const found = Object.entries(variables).flatMap(([name, value]) =>
    typeof value === 'string' ? (named.test(name) ? [value] : passwordIn(value)) : [],
  )
  return [...new Set(found)].filter((secret) => secret.length >= shortest)
}

// None of them may take a quotation mark or the backslash before one: the line has to stay JSON.
const shapes: [RegExp, string][] = [
  // Name and password in an address.
  [/(\b[a-z][a-z0-9+]{1,20}:\/\/)[^\s"'<>/@]{1,300}@/gi, '$1[redacted]@'],
  // A session, as JSON web tokens begin.
  [/\beyJ[\w-]{5,}\.[\w-]{5,}(\.[\w-]*)?/g, '[token]'],
  [/\bv1=[0-9a-f]{64}\b/g, 'v1=[signature]'],
  [tokenPath, '$1[token]'],
  [/\b[\w.%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,24}\b/g, '[e-mail]'],
]

/**
 * The last look at a line before it is written. What must not be logged is not handed to the log in the first place;
 * this is for what libraries put into their messages.
 * @param secrets exact values to take out, as `secretsOf` gives them
 */
export function scrubber(secrets: readonly string[]): (line: string) => string {
  // As the line holds them: inside JSON.
  const exact = secrets.map((secret) => JSON.stringify(secret).slice(1, -1))
  return (line) => {
    let text = line
    for (const secret of exact) if (text.includes(secret)) text = text.replaceAll(secret, '[redacted]')
    for (const [shape, instead] of shapes) text = text.replace(shape, instead)
    return text
  }
}
