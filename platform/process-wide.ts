/**
 * One value for the whole process, made on first use. The web process holds some modules twice, once imported by
 * server.ts and once inside Next's bundle: what both must share lies here and not in a variable of the module.
 */
export function processWide<Value extends object>(name: string, make: () => Value): Value {
  const shelf = globalThis as unknown as Record<symbol, Value | undefined>
  const key = Symbol.for(`wbwh.${name}`)
  const kept = shelf[key] ?? make()
  shelf[key] = kept
  return kept
}
