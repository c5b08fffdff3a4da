import { useFound } from '#components/ui/use-found.ts'

/** People of this server by a part of their name, or by their whole email; null looks for nobody. */
export const usePeople = (query: string | null) =>
  useFound('GET /users', query === null ? null : { query: { limit: 20, query } })
