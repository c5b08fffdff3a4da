'use client'

import { Toolbar } from '@base-ui/react/toolbar'
import { useTranslations } from 'next-intl'
import type { RefObject } from 'react'
import { printedTogether } from '#components/shortcuts/keys.ts'
import { IconButton } from '#components/ui/icon-button.tsx'
import { formatted } from '#lib/messages/browser/format.ts'
import { combinationOf, formats } from './formats.ts'
import { rewrite, selectedIn } from './writing.ts'

/** The formats as buttons, for those who do not know the signs by heart. */
export default function FormatBar({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const t = useTranslations()
  return (
    <Toolbar.Root
      aria-label={t('messages.composer.formatting')}
      className="flex flex-wrap items-center border-line border-b px-1 py-0.5"
    >
      {formats.map(({ format, icon: Icon, ...keys }) => (
        <Toolbar.Button
          key={format}
          render={
            <IconButton
              label={t(`messages.formats.${format}`)}
              hint={printedTogether(t, combinationOf(keys))}
              className="size-8"
              // The selection stays in the text.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                const area = field.current
                if (area) rewrite(area, formatted(selectedIn(area), format))
              }}
            >
              <Icon size={16} aria-hidden />
            </IconButton>
          }
        />
      ))}
    </Toolbar.Root>
  )
}
