// Every word that the script itself says. What stands still is in page.html.

const plural = new Intl.PluralRules('ru');
const count = (number, one, few, many) => `${number} ${{one, few, many}[plural.select(number)] ?? many}`;

export const WORDS = {
  title: 'Песочница Вехи',
  unread: number => count(number, 'непрочитанное', 'непрочитанных', 'непрочитанных'),
  others: number => `Другим участникам: ${count(number, 'новое сообщение', 'новых сообщения', 'новых сообщений')}`,
  nobody: 'Кто вы?',
  choose: 'Выберите участника',
  newcomer: 'Новый человек',
  invited: 'Новый человек с приглашением',
  typing: 'бот печатает…',
  blocked: 'бот заблокирован',
  block: 'Заблокировать бота',
  unblock: 'Разблокировать бота',
  begin: 'Начать',
  go_on: 'Продолжить',
  begin_words: 'Здесь пока пусто. Нажмите кнопку, чтобы познакомиться с ботом.',
  begin_invited: 'Вас пригласили. Нажмите кнопку, чтобы познакомиться с ботом.',
  begin_joined: 'Вы уже участник программы. Нажмите кнопку, и бот напомнит, что умеет.',
  edited: 'изменено',
  from_bot: 'Бот:',
  from_me: 'Вы:',
  remove: name => `Убрать ${name}`,
  voice: 'Голосовое сообщение',
  photo: name => `Фото: ${name}`,
  play: 'Пустить время',
  pause: 'Остановить время',
  nothing_ahead: 'Впереди сообщений нет: всё запланированное уже пришло.',
  turning: 'Часы ещё переводятся, подождите немного.',
  too_heavy: 'Файлы вместе тяжелее 20 МБ, столько бот не примет.',
  too_many: 'За один раз можно отправить не больше 10 файлов.',
  empty_file: name => `Файл «${name}» пустой.`,
  failed: 'Не получилось. Проверьте, что Веха запущена, и попробуйте ещё раз.',
  invite_words: 'Ссылка-приглашение открыта. Кто по ней пришёл?',
  newcomer_words: 'Он ещё не знаком с ботом и напишет ему впервые.',
};

const UNITS = ['Б', 'КБ', 'МБ'];

export function weight(bytes) {
  let unit = 0;
  while (bytes >= 1000 && unit < UNITS.length - 1) {
    bytes /= 1024;
    unit += 1;
  }
  return `${bytes.toLocaleString('ru', {maximumFractionDigits: unit === 2 ? 1 : 0})} ${UNITS[unit]}`;
}
