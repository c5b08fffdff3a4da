import type { Lasting } from './lasting.ts'

/**
 * Sets the clock of this process, for all that asks it what time it is: `Date` itself. Timers go on as they
 * were, as with a clock that an administrator sets.
 */
export function breakClock(lasting: Lasting): void {
  const Real = globalThis.Date
  const now = () => Real.now() + (lasting.is('clock')?.byMs ?? 0)
  globalThis.Date = new Proxy(Real, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    apply: () => new Real(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}
