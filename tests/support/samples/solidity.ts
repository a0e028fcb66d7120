import solc from 'solc'

type Output = { errors?: { severity: string; formattedMessage: string }[]; contracts?: Record<string, unknown> }

/**
 * Compiles Solidity that imports nothing, without its licence line, which samples leave out.
 * @returns the names of the contracts, interfaces and libraries in it
 * @throws Error with what the compiler says, warnings included
 */
export function compileSolidity(code: string): string[] {
  const content = `// SPDX-License-Identifier: UNLICENSED\n${code}`
  const settings = { outputSelection: { '*': { '*': ['evm.bytecode.object'] } } }
  const input = { language: 'Solidity', sources: { 'sample.sol': { content } }, settings }
  const { errors = [], contracts = {} } = JSON.parse(solc.compile(JSON.stringify(input))) as Output
  if (errors.length > 0) throw new Error(errors.map(({ formattedMessage }) => formattedMessage).join('\n'))
  return Object.keys(contracts['sample.sol'] ?? {})
}
