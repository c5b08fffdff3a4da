import format from 'use-intl/format-message/format-only'
import { isolatedValues } from './isolated-values.ts'

/** What reads messages that are compiled, for all words of pages (next.config.ts). */
const formatMessage: typeof format = (key, message, values, options) =>
  format(key, message, values && isolatedValues(values, options.locale), options)
formatMessage.raw = format.raw

export default formatMessage
