import { type Column, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { users } from '#lib/accounts/columns.ts'
import type { Person } from '#lib/accounts/schema.ts'
import { dialect } from '#lib/db/dialect.ts'

const named = alias(users, 'named')
const person = sql`'id', ${named.id}, 'name', ${named.name}, 'avatarUrl', ${named.avatarUrl}`

const people = (ids: Column): SQL =>
  dialect === 'postgres'
    ? sql`(select json_agg(json_build_object(${person})) from ${users} ${named}
      where ${named.id} in (select jsonb_array_elements_text(${ids})))`
    : sql`(select json_group_array(json_object(${person})) from ${users} ${named}
      where ${named.id} in (select value from json_each(${ids})))`

/**
 * Those whom an event names, as they are called now: whoever reads it may know none of them any other way,
 * when they have left. Of what people wrote it is null, and nobody is looked up.
 */
export const namedBy = (ids: Column, kind: Column): SQL<Person[] | null> =>
  sql<Person[] | null>`case when ${kind} <> 'text' then ${people(ids)} end`.mapWith(
    (value: string | Person[]): Person[] => (typeof value === 'string' ? JSON.parse(value) : value),
  )
