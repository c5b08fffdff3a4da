import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** What is read here of an OpenAPI document. */
type Document = { paths: Record<string, Record<string, { summary: string }>> }

/** The HTTP contract, to read: made from the OpenAPI document, which programs read. */
export function ApiReference({
  document,
  errors,
}: {
  document: Document
  errors: [code: string, status: number][]
}) {
  const t = useTranslations()
  return (
    <main className="wrap-anywhere mx-auto flex w-full max-w-4xl flex-col gap-8 p-6">
      <header className="flex flex-col gap-2">
        <h1 className="font-semibold text-xl tracking-tight">{t('docs.heading')}</h1>
        <p className="text-ink-soft">
          {t.rich('docs.intro', {
            code,
            link: (words) => (
              <a href="/api/v1/openapi.json" className="text-accent-text underline">
                {words}
              </a>
            ),
          })}
        </p>
      </header>
      <section className="flex flex-col gap-3">
        <h2 className="font-semibold text-lg">{t('docs.missed')}</h2>
        <p className="text-ink-soft">{t.rich('docs.missedIntro', { code })}</p>
        <p className="text-ink-soft">{t.rich('docs.missedSteps', { code })}</p>
      </section>
      {Object.entries(document.paths)
        .sort()
        .map(([path, methods]) => (
          <section key={path} className="flex flex-col gap-3">
            <h2 className="font-semibold text-lg">
              <code>{path}</code>
            </h2>
            {Object.entries(methods).map(([method, operation]) => (
              <details key={method} className="rounded-lg border border-line p-3">
                <summary className="cursor-pointer">
                  <code className="font-semibold uppercase">{method}</code> {operation.summary}
                </summary>
                {/* The scroll of a wide schema must be reachable without a mouse. */}
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
                <pre tabIndex={0} className="mt-3 max-h-96 overflow-auto rounded bg-sunken p-3 text-xs">
                  {JSON.stringify(operation, null, 2)}
                </pre>
              </details>
            ))}
          </section>
        ))}
      <section className="flex flex-col gap-3">
        <h2 className="font-semibold text-lg">{t('docs.errors')}</h2>
        <p className="text-ink-soft">{t.rich('docs.errorsIntro', { code })}</p>
        <ul className="grid gap-1 sm:grid-cols-2">
          {errors.map(([code, status]) => (
            <li key={code} id={code}>
              <code>{code}</code> {status}
            </li>
          ))}
        </ul>
      </section>
    </main>
  )
}

const code = (words: ReactNode) => <code>{words}</code>
