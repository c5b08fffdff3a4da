import { usePages } from '#components/ui/use-pages.ts'

/** People of this server by a part of their name, or by their whole email; null looks for nobody. */
export const usePeople = (query: string | null) =>
  usePages('GET /users', query === null ? null : { query: { limit: 20, query } }, { pauseMs: 150 })
