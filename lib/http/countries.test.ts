import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../scripts/tools/program.ts'
import { countryTable, openCountries } from './countries.ts'

const countryOf = openCountries()

test.for([
  ['8.8.8.8', 'US'],
  ['193.0.6.139', 'NL'],
  ['2001:67c:2e8:22::c100:68b', 'NL'],
  ['200.160.2.3', 'BR'],
])('%s is in %s', async ([address, country]) => {
  expect(await countryOf(address ?? '')).toBe(country)
})

test.for(['127.0.0.1', '192.168.1.1', '10.1.2.3', '::1', 'fd00::1', '203.0.113.9', '', 'nowhere'])(
  '%s is in none',
  async (address) => {
    expect(await countryOf(address)).toBeNull()
  },
)

test('a table that could not be read is read by the next who asks', async () => {
  const path = join(temporaryFolder('countries'), 'table.mmdb')
  const late = openCountries(() => path)
  await expect(late('193.0.6.139')).rejects.toMatchObject({ code: 'ENOENT' })
  await copyFile(countryTable(), path)
  expect(await late('193.0.6.139')).toBe('NL')
})
