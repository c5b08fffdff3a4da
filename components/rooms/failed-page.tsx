import { lazily } from '#components/ui/lazily.tsx'
import { ahead } from '#lib/build/browser/load.ts'

/** What Next hands to an error page. */
export type Failure = { error: Error & { digest?: string }; retry: () => void }

/** Every page brings its error page along: what that shows comes when the page is at rest. */
export const FailedPage = lazily(ahead(() => import('./failed.tsx')))
