import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DCLinter } from 'dclint'
import { validate } from 'dockerfile-utils'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { projectFiles, read, root } from './tree.ts'

const configuration = parse(read('.dclintrc.yaml'))
const severities = ['', 'error', 'warning', 'information', 'hint']

/** Findings in a compose file, warnings too. */
function inCompose(file: string): string[] {
  const results = new DCLinter({ rules: {}, quiet: false, debug: false, exclude: [], ...configuration }).lintFiles(
    [file],
    false,
  )
  return results.flatMap(({ messages }) => messages.map(({ rule, line }) => `line ${line}: ${rule}`))
}

/** Findings in a Dockerfile, warnings too: the command of this linter fails for errors only. */
function inDockerfile(text: string): string[] {
  return validate(text).map(
    ({ message, range, severity }) => `line ${range.start.line + 1}: ${severities[severity ?? 0]}: ${message}`,
  )
}

describe('docker-compose.yml', () => {
  it('has no findings', () => {
    expect(inCompose(join(root, 'docker-compose.yml'))).toEqual([])
  })

  it('mounts files that exist', () => {
    const services = Object.values(
      parse(read('docker-compose.yml'), { merge: true }).services as Record<string, Service>,
    )
    const mounted = services.flatMap(({ volumes = [] }) => volumes.filter((volume) => volume.startsWith('./')))
    expect(mounted.length).toBeGreaterThan(0)
    const paths = projectFiles()
    expect(mounted.filter((volume) => !paths.includes(volume.slice(2).split(':')[0] ?? ''))).toEqual([])
  })

  it('starts programs that exist', () => {
    const services = Object.values(
      parse(read('docker-compose.yml'), { merge: true }).services as Record<string, Service>,
    )
    const started = services.flatMap(({ build, command }) => (build && command?.[0] === 'node' ? [command[1]] : []))
    expect(started).toContain('server.ts')
    expect(started.filter((path) => !projectFiles().includes(path ?? ''))).toEqual([])
  })
})

type Service = { build?: string; command?: string[]; volumes?: string[] }

describe('Dockerfile', () => {
  it('has no findings', () => {
    expect(inDockerfile(read('Dockerfile'))).toEqual([])
  })

  it('runs the Node that package.json pins', () => {
    const { node } = JSON.parse(read('package.json')).devDependencies
    const images = [...read('Dockerfile').matchAll(/^FROM node:(\S+?)-/gm)].map(([, version]) => version)
    expect(images.length).toBeGreaterThan(0)
    expect(images.filter((version) => version !== node)).toEqual([])
  })

  it('ends as a user that is not root', () => {
    expect([...read('Dockerfile').matchAll(/^USER (\S+)$/gm)].at(-1)?.[1]).toMatch(/^(?!root$|0$)/)
  })
})

describe('these checks', () => {
  it.each([
    ['require-quotes-in-ports', 'name: a\nservices:\n  b:\n    image: b:1.0\n    ports:\n      - 127.0.0.1:80:80\n'],
    ['no-unbound-port-interfaces', 'name: a\nservices:\n  b:\n    image: b:1.0\n    ports:\n      - "80:80"\n'],
    ['service-image-require-explicit-tag', 'name: a\nservices:\n  b:\n    image: b:latest\n'],
    ['require-project-name-field', 'services:\n  b:\n    image: b:1.0\n'],
    ['invalid-schema', 'name: a\nservices:\n  b:\n    imagine: b:1.0\n'],
    ['invalid-yaml', 'name: a\nname: b\nservices: {}\n'],
  ])('find %s', (rule, text) => {
    const folder = mkdtempSync(join(tmpdir(), 'compose-'))
    const file = join(folder, 'docker-compose.yml')
    writeFileSync(file, text)
    const found = inCompose(file)
    rmSync(folder, { recursive: true })
    expect(found.join('\n')).toContain(rule)
  })

  it.each([
    ['FORM node:24', 'Unknown instruction'],
    ['FROM node:24\nMAINTAINER someone', 'deprecated'],
    ['FROM node:24\nEXPOSE x', 'invalid containerport'],
    ['FROM node:24\nCMD ["a"]\nCMD ["b"]', 'CMD'],
  ])('find what is wrong in %s', (text, message) => {
    expect(inDockerfile(text).join('\n').toLowerCase()).toContain(message.toLowerCase())
  })
})
