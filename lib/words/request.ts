import { getRequestConfig } from 'next-intl/server'
import { currentReader } from './reader.ts'

/** What next-intl asks for each page that is drawn. */
export default getRequestConfig(async () => {
  const { locale, words } = await currentReader()
  return { locale, messages: words }
})
