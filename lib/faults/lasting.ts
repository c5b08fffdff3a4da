import type { LastingFault } from './schema.ts'

type Name = LastingFault['fault']
type Of<N extends Name> = Extract<LastingFault, { fault: N }>

/** What is broken now. Each ends by itself; the same again begins anew. */
export function keepLasting() {
  const now = new Map<Name, { fault: LastingFault; end: NodeJS.Timeout }>()
  const heard = new Map<Name, () => void>()
  const end = (name: Name) => {
    const held = now.get(name)
    if (!held) return
    clearTimeout(held.end)
    now.delete(name)
    heard.get(name)?.()
  }
  return {
    begin: (fault: LastingFault) => {
      end(fault.fault)
      const timer = setTimeout(end, fault.forMs, fault.fault).unref()
      now.set(fault.fault, { fault, end: timer })
      heard.get(fault.fault)?.()
    },
    endAll: () => {
      for (const name of [...now.keys()]) end(name)
    },
    is: <N extends Name>(name: N): Of<N> | undefined => now.get(name)?.fault as Of<N> | undefined,
    /** Calls when it begins and when it ends. */
    onChange: (name: Name, changed: () => void) => void heard.set(name, changed),
    all: () => [...now.values()].map(({ fault }) => fault),
  }
}

export type Lasting = ReturnType<typeof keepLasting>
