import { Gauge, type Registry } from 'prom-client'

type Labels = Record<string, string>

/** Seconds, for whatever people wait for. */
export const seconds = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/**
 * A figure that is read whenever it is asked for: one, or some by their labels. What cannot be read just now
 * is left out: everything else is still told.
 */
export function gauge(
  register: Registry,
  name: string,
  help: string,
  read: () => number | [Labels, number][] | Promise<number | [Labels, number][]>,
  labelNames: string[] = [],
): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers: [register],
    async collect() {
      this.reset()
      const figures = await Promise.resolve()
        .then(read)
        .catch(() => [])
      if (typeof figures === 'number') this.set(figures)
      else for (const [labels, figure] of figures) this.set(labels, figure)
    },
  })
}
