import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { tailOf } from '#payload/start/install.mjs'
import { freePort } from '#payload/start/ports.mjs'
import { isGoneWithin, sleep } from '#payload/start/processes.ts'
import { childrenOf } from './process-figures.ts'

export type Nginx = { url: string; pids: number[]; stop(): Promise<void> }

/** Directives without which nginx would write where only root may, and a log line for each request. */
const kept = (folder: string) =>
  ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${folder}/${name};`)
    .join('\n  ')

/** One text for another. @throws Error when it is not there, because then something else would be measured */
function exchange(text: string, given: string | RegExp, wanted: string): string {
  if (text.search(given) === -1) throw new Error(`deploy/nginx.conf holds no ${given}: adapt bench/nginx.ts to it.`)
  return text.replace(given, wanted)
}

/** deploy/nginx.conf with other addresses and folders; everything else as it is. */
export function ownConfiguration(text: string, folder: string, port: number, upstreamPort: number, isRoot: boolean) {
  const pairs: [RegExp, string][] = [
    [/^pid .*;/m, `pid ${folder}/nginx.pid;\nerror_log ${folder}/error.log warn;${isRoot ? '\nuser root;' : ''}`],
    [/^http \{/m, `http {\n  access_log off;\n  ${kept(folder)}`],
    [/proxy_cache_path \S+/, `proxy_cache_path ${folder}/pages`],
    [/server app:\d+/, `server 127.0.0.1:${upstreamPort}`],
    [/listen \d+;/, `listen 127.0.0.1:${port};`],
  ]
  return pairs.reduce((whole, [given, wanted]) => exchange(whole, given, wanted), text)
}

/** The least that serves one file, with the headers that a reader's browser needs. */
function plainConfiguration(folder: string, port: number, isRoot: boolean): string {
  return `worker_processes auto;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log warn;
${isRoot ? 'user root;' : ''}
events { worker_connections 1024; }
http {
  access_log off;
  ${kept(folder)}
  sendfile on;
  keepalive_timeout 65s;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/site;
    default_type text/html;
    add_header Content-Encoding br;
  }
}
`
}

async function start(folder: string, port: number, configuration: string): Promise<Nginx> {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'nginx.conf')
  const log = join(folder, 'error.log')
  writeFileSync(file, configuration)
  writeFileSync(log, '')
  const child: ChildProcess = spawn('nginx', ['-p', folder, '-e', log, '-c', file, '-g', 'daemon off;'], {
    stdio: 'ignore',
  })
  const url = `http://127.0.0.1:${port}`
  for (const end = Date.now() + 5_000; ; await sleep(20)) {
    if (
      await fetch(url, { method: 'HEAD' }).then(
        () => true,
        () => false,
      )
    )
      break
    if (child.exitCode !== null || Date.now() > end) throw new Error(`nginx did not start: ${tailOf(log, 10)}`)
  }
  const pid = child.pid ?? 0
  return {
    url,
    pids: childrenOf(pid),
    async stop() {
      child.kill('SIGQUIT')
      if (!(await isGoneWithin(pid, 3_000))) child.kill('SIGTERM')
      await isGoneWithin(pid, 3_000)
    },
  }
}

const isRoot = process.getuid?.() === 0

/** nginx in front of the site, as deploy/nginx.conf has it. */
export async function startProxy(root: string, folder: string, upstreamPort: number): Promise<Nginx> {
  rmSync(folder, { recursive: true, force: true })
  const port = await freePort()
  const text = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8')
  return start(folder, port, ownConfiguration(text, folder, port, upstreamPort, isRoot))
}

/** nginx that serves these bytes at `/page` and does nothing else. */
export async function startPlain(folder: string, bytes: Uint8Array): Promise<Nginx> {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'site'), { recursive: true })
  writeFileSync(join(folder, 'site/page'), bytes)
  const port = await freePort()
  return start(folder, port, plainConfiguration(folder, port, isRoot))
}
