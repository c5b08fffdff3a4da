import accounts from './accounts.json' with { type: 'json' }
import administration from './administration.json' with { type: 'json' }
import calls from './calls.json' with { type: 'json' }
import common from './common.json' with { type: 'json' }
import departure from './departure.json' with { type: 'json' }
import docs from './docs.json' with { type: 'json' }
import elsewhere from './elsewhere.json' with { type: 'json' }
import emoji from './emoji.json' with { type: 'json' }
import emojiRefusals from './emoji-refusals.json' with { type: 'json' }
import factors from './factors.json' with { type: 'json' }
import files from './files.json' with { type: 'json' }
import guests from './guests.json' with { type: 'json' }
import keys from './keys.json' with { type: 'json' }
import mail from './mail.json' with { type: 'json' }
import messages from './messages.json' with { type: 'json' }
import moderated from './moderated.json' with { type: 'json' }
import moderation from './moderation.json' with { type: 'json' }
import notifications from './notifications.json' with { type: 'json' }
import pageRefusals from './page-refusals.json' with { type: 'json' }
import passwordRefusals from './password-refusals.json' with { type: 'json' }
import polls from './polls.json' with { type: 'json' }
import previews from './previews.json' with { type: 'json' }
import profile from './profile.json' with { type: 'json' }
import refusals from './refusals.json' with { type: 'json' }
import reminders from './reminders.json' with { type: 'json' }
import ringing from './ringing.json' with { type: 'json' }
import roomRules from './room-rules.json' with { type: 'json' }
import rooms from './rooms.json' with { type: 'json' }
import saved from './saved.json' with { type: 'json' }
import scheduled from './scheduled.json' with { type: 'json' }
import search from './search.json' with { type: 'json' }
import shortcuts from './shortcuts.json' with { type: 'json' }
import switcher from './switcher.json' with { type: 'json' }
import times from './times.json' with { type: 'json' }
import upkeep from './upkeep.json' with { type: 'json' }

/** All words in English, which is always complete: what another language's file has to say, too. */
export const en = {
  ...{
    accounts,
    administration,
    calls,
    common,
    departure,
    docs,
    elsewhere,
    emoji,
    factors,
    files,
    guests,
    keys,
    mail,
    messages,
    moderated,
    moderation,
    notifications,
    polls,
    previews,
    profile,
  },
  refusals: {
    ...refusals,
    ...pageRefusals,
    emoji: emojiRefusals,
    accounts: { ...refusals.accounts, ...passwordRefusals },
    files: { ...refusals.files, ...pageRefusals.files },
    rooms: { ...refusals.rooms, ...pageRefusals.rooms },
  },
  rooms: { ...rooms, ...roomRules },
  ...{ reminders, ringing, saved, scheduled, search, shortcuts, switcher, times, upkeep },
}
