import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type CountryResponse, Reader } from 'mmdb-lib'
import { z } from 'zod'
import { isPublic } from './private-addresses.ts'

/** In which country an address is: two letters (ISO 3166-1), null where that is not known. */
export type CountryOf = (address: string) => Promise<string | null>

/** What the registries of addresses tell: the country of whom a network was given to, no town. */
export const countryTable = () =>
  fileURLToPath(import.meta.resolve('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb'))
const row = z.object({ country_code: z.string() })

/**
 * The table has some eight megabytes, so it is read when it is first asked. It comes with Rooms: nobody
 * elsewhere is asked about an address. Rejects where it cannot be read; the next question tries again.
 */
export function openCountries(path = countryTable): CountryOf {
  let reading: Promise<Reader<CountryResponse>> | undefined
  const read = async () => new Reader<CountryResponse>(await readFile(path()))
  return async (address) => {
    // The table has countries for some private networks, too.
    if (!isPublic(address)) return null
    reading ??= read().catch((error) => {
      reading = undefined
      throw error
    })
    return row.safeParse((await reading).get(address)).data?.country_code ?? null
  }
}
