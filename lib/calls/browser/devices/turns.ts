import type { Device } from './devices.ts'

type Of = Device | 'all'

/**
 * Turns of a device happen one after the other: two quick presses end where they should. What concerns all
 * devices waits for all, and they wait for it.
 */
export const createTurns = () => {
  const turning = new Map<Of, Promise<void>>()
  return (of: Of, work: () => Promise<void>): Promise<void> => {
    const before = of === 'all' ? [...turning.values()] : [turning.get(of), turning.get('all')]
    const turn = Promise.all(before).then(work)
    turning.set(of, turn)
    return turn
  }
}
