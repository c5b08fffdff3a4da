import accounts from './accounts.json' with { type: 'json' }
import common from './common.json' with { type: 'json' }
import files from './files.json' with { type: 'json' }
import keys from './keys.json' with { type: 'json' }
import messages from './messages.json' with { type: 'json' }
import notifications from './notifications.json' with { type: 'json' }
import refusals from './page-refusals.json' with { type: 'json' }
import polls from './polls.json' with { type: 'json' }
import previews from './previews.json' with { type: 'json' }
import reminders from './reminders.json' with { type: 'json' }
import ringing from './ringing.json' with { type: 'json' }
import rooms from './rooms.json' with { type: 'json' }
import saved from './saved.json' with { type: 'json' }
import scheduled from './scheduled.json' with { type: 'json' }
import switcher from './switcher.json' with { type: 'json' }
import times from './times.json' with { type: 'json' }

/**
 * What a page has of English from the beginning (`imports` of package.json). The words of calls are a third
 * of all, and come with a call; others too come with what shows them (components/words/with-words.tsx). What
 * a server refuses comes with its English sentence: only what a page refuses by itself is worded here.
 */
export const en = {
  ...{ accounts, common, files, keys, messages, notifications, polls, previews },
  ...{ refusals, reminders, ringing, rooms, saved, scheduled, switcher, times },
}
