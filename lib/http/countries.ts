import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type CountryResponse, Reader } from 'mmdb-lib'
import { isPublic } from './private-addresses.ts'

/** In which country an address is: two letters (ISO 3166-1), null where that is not known. */
export type CountryOf = (address: string) => Promise<string | null>

/**
 * The table has some eight megabytes, so it is read when it is first asked. It comes with Rooms: nobody
 * elsewhere is asked about an address.
 */
export function openCountries(): CountryOf {
  let reading: Promise<Reader<CountryResponse>> | undefined
  const read = async () => new Reader<CountryResponse>(await readFile(fileURLToPath(table())))
  return async (address) => {
    // The table has countries for some private networks, too.
    if (!isPublic(address)) return null
    reading ??= read()
    const found: unknown = (await reading).get(address)
    return codeIn(found)
  }
}

/** What the registries of addresses tell: the country of whom a network was given to, no town. */
const table = () =>
  import.meta.resolve('@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb')

const codeIn = (found: unknown): string | null =>
  typeof found === 'object' &&
  found !== null &&
  'country_code' in found &&
  typeof found.country_code === 'string'
    ? found.country_code
    : null
