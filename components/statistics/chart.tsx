'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { cx } from '#components/ui/classes.ts'
import { useFormats } from '#components/words/use-formats.ts'

type Series = { label: string; look: keyof typeof looks; values: readonly number[] }
type Props = { label: string; axis: string; days: readonly string[]; series: readonly Series[] }

const looks = { first: 'text-accent-text', second: 'text-online' }
const height = 224
const bars = uPlot.paths.bars?.({ size: [0.7, 40] })

/** What happened day by day: one kind of numbers as bars, two as lines; whoever points at a day reads it. */
export default function Chart({ label, axis, days, series }: Props) {
  const t = useTranslations()
  const formats = useFormats()
  const place = useRef<HTMLDivElement>(null)
  const signs = useRef<HTMLUListElement>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const dayName = (at: number, style: 'short' | 'long') =>
    formats.dateTime(new Date(days[at] ?? 0), {
      ...(style === 'short' ? { day: 'numeric', month: 'short' } : { dateStyle: 'medium' }),
      timeZone: 'UTC',
    })

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew with other numbers alone
  useEffect(() => {
    const [into, legend] = [place.current, signs.current]
    if (!into || !legend) return
    const chart = new uPlot(
      {
        width: into.clientWidth,
        height,
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
        scales: {
          x: { time: false, range: () => [-0.6, days.length - 0.4] },
          // From nothing on, and never flat on the floor.
          y: { range: (_, __, most) => [0, Math.max(4, most * 1.1)] },
        },
        axes: [
          {
            ...axisColours(into),
            incrs: [1, 2, 5, 7, 14, 30, 60, 90],
            space: 60,
            size: 32,
            values: (_, places) =>
              places.map((at) => (Number.isInteger(at) && days[at] ? dayName(at, 'short') : '')),
          },
          {
            ...axisColours(into),
            label: axis,
            labelSize: 22,
            size: 52,
            incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5],
            values: (_, places) => places.map((n) => formats.number(n, { notation: 'compact' })),
          },
        ],
        series: [
          {},
          ...series.map(({ label }, at) => ({
            label,
            width: series.length === 1 ? 0 : 2,
            points: { show: series.length > 1 && days.length <= 31, size: 5 },
            stroke: () => colourOf(legend.children[at]),
            ...(series.length === 1 && {
              fill: () => colourOf(legend.children[at]),
              ...(bars && { paths: bars }),
            }),
          })),
        ],
        hooks: { setCursor: [({ cursor }) => setPointed(cursor.idx ?? null)] },
      },
      [days.map((_, at) => at), ...series.map(({ values }) => [...values])],
      into,
    )
    const size = new ResizeObserver(() => chart.setSize({ width: into.clientWidth, height }))
    size.observe(into)
    // Bars keep the colour their paths were made with.
    const stop = onOtherColours(() => chart.redraw(true, true))
    return () => {
      size.disconnect()
      stop()
      chart.destroy()
    }
  }, [days, series])

  return (
    <>
      <ul ref={signs} className="flex min-h-10 flex-wrap content-center items-center gap-x-4 text-sm">
        {series.map(({ label, look, values }) => (
          <li key={label} className={cx('flex items-center gap-2', looks[look])}>
            <span aria-hidden className="size-2.5 rounded-full bg-current" />
            <span className="text-ink">
              {pointed === null
                ? label
                : t('upkeep.activity.pointed', {
                    label,
                    value: values[pointed] ?? 0,
                    day: dayName(pointed, 'long'),
                  })}
            </span>
          </li>
        ))}
      </ul>
      <div
        ref={place}
        role="img"
        aria-label={t('upkeep.activity.image', { label })}
        className="min-w-0 overflow-hidden border-line text-ink-soft"
      />
    </>
  )
}

/** Asked for with each drawing: what the tokens stand for may be another colour by then. */
const axisColours = (place: Element) => {
  const grid = { stroke: () => getComputedStyle(place).borderTopColor, width: 1 }
  return {
    stroke: () => colourOf(place),
    grid,
    ticks: grid,
    font: '12px system-ui',
    labelFont: '12px system-ui',
  }
}
const colourOf = (element: Element | undefined) => (element ? getComputedStyle(element).color : 'gray')

function onOtherColours(redraw: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const chosen = new MutationObserver(redraw)
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  system.addEventListener('change', redraw)
  return () => {
    chosen.disconnect()
    system.removeEventListener('change', redraw)
  }
}
