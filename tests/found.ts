import type { Page } from '#lib/http/schema.ts'
import { search } from '#lib/search/operations.ts'
import { type Hit, searchQuery } from '#lib/search/schema.ts'
import type { Someone } from './factories.ts'

/** A page of what somebody finds. */
export const searched = async (who: Someone, query: object): Promise<Page<Hit>> =>
  JSON.parse(Buffer.from((await search(who, searchQuery.parse(query))).body).toString())
