import { createServer } from 'node:net'
import { Refusal } from './terminal.mjs'

/** @param {number} port @param {string} host @returns {Promise<string | null>} the error code of listening there, or null */
function listenError(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? 'EUNKNOWN'))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)))
  })
}

/**
 * Reads PORT.
 * @param {string | undefined} text
 * @returns {number} 3000 when not given
 */
export function portOf(text) {
  if (text === undefined || text.trim() === '') return 3000
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Refusal(
      `PORT is "${text}", which is not a port: give a number from 1 to 65535, as in PORT=3001 npm start.`,
    )
  return port
}

/**
 * Refuses unless the port is free on the host and on both loopback addresses: a browser that is sent to `localhost`
 * tries both, and would otherwise meet somebody else's site.
 * @param {number} port
 * @param {string} host
 */
export async function refuseTakenPort(port, host) {
  for (const address of new Set([host, '127.0.0.1', '::1'])) {
    const code = await listenError(port, address)
    if (code === 'EADDRINUSE')
      throw new Refusal(
        `Port ${port} is already in use: stop what listens there, or choose another one: PORT=${port === 65535 ? 3001 : port + 1} npm start`,
      )
    if (code === 'EACCES')
      throw new Refusal(`This user may not listen on port ${port}: choose one above 1023: PORT=3000 npm start`)
    if (code !== null && address === host)
      throw new Refusal(`Cannot listen on ${host}:${port} (${code}): give HOST an address of this machine.`)
  }
}

/** @returns {Promise<number>} a loopback port that was free a moment ago */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
      server.close(() => resolve(port))
    })
  })
}
