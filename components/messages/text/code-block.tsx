'use client'

import { Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { cx } from '#components/ui/classes.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { useCopy } from '#components/ui/use-copy.ts'
import type { Piece } from '#lib/messages/browser/highlight.ts'
import { coloured } from '#lib/messages/browser/highlight-in-worker.ts'
import { keyed } from './text-inlines.tsx'

type Props = { code: string; language: string | null }

/** Code as it was written. Colours come when the highlighter is there; nothing moves then. */
export function CodeBlock({ code, language }: Props) {
  const t = useTranslations()
  const copy = useCopy()
  const [pieces, setPieces] = useState<Piece[] | null>(null)
  useEffect(() => {
    const asked = new AbortController()
    setPieces(null)
    if (language) void coloured(code, language, asked.signal).then(setPieces)
    return () => asked.abort()
  }, [code, language])
  return (
    <div className="group/code relative max-w-full">
      {language && (
        <p className="-mb-px w-fit rounded-t-lg border border-line bg-sunken px-3 py-0.5 text-ink-soft text-xs">
          {language}
        </p>
      )}
      <pre
        dir="auto"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: long code is scrolled with the arrow keys
        tabIndex={0}
        className={cx(
          'max-h-96 overflow-auto rounded-lg border border-line bg-sunken px-3 py-2',
          language && 'rounded-ss-none',
        )}
      >
        <code className="font-mono text-sm [overflow-wrap:normal]">
          {pieces
            ? keyed(pieces).map(({ item: { text, classes }, key }) =>
                classes === '' ? (
                  text
                ) : (
                  <span key={key} className={classes}>
                    {text}
                  </span>
                ),
              )
            : code}
        </code>
      </pre>
      <IconButton
        label={t('messages.text.copyCode')}
        tabIndex={-1}
        onClick={() => void copy(code)}
        className="absolute top-1 end-1 size-7 bg-raised opacity-0 group-focus-within/code:opacity-100 group-hover/code:opacity-100"
      >
        <Copy size={14} aria-hidden />
      </IconButton>
    </div>
  )
}
