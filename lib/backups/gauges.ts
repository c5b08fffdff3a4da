import { Gauge, type Registry } from 'prom-client'
import { onShelf, readStatus } from './shelf.ts'

/** How old the newest backup is, and whether the last ones were made and could be restored: 1, or 0. */
export function countBackups(register: Registry, shelf: string, now: () => number): void {
  const registers = [register]
  new Gauge({
    name: 'rooms_backup_age_seconds',
    help: 'How old the newest backup is; none while there is none',
    registers,
    collect() {
      this.reset()
      const [newest] = onShelf(shelf)
      if (newest) this.set((now() - newest.madeAt) / 1_000)
    },
  })
  new Gauge({
    name: 'rooms_backup_good',
    help: 'Whether the last try succeeded: to make a backup, and to restore one into a scratch folder',
    labelNames: ['step'],
    registers,
    collect() {
      this.reset()
      const { made, checked } = readStatus(shelf)
      if (made) this.set({ step: 'made' }, made.failure === null ? 1 : 0)
      if (checked) this.set({ step: 'checked' }, checked.failure === null ? 1 : 0)
    },
  })
}
