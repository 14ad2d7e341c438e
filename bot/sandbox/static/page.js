// Puts the parts together: who is played, what is new, what was tapped.

import * as chat from './chat.js';
import * as clock from './clock.js';
import * as composer from './composer.js';
import * as people from './people.js';
import {element} from './lines.js';
import {listen, post, upload} from './wire.js';
import {WORDS} from './words.js';

const at = id => document.getElementById(id);
const TOAST_MILLISECONDS = 4500;
const SPIN_MILLISECONDS = 8000;
const TYPING_AFTER_MILLISECONDS = 400;

let persons = [];
let chosen = decodeURIComponent(location.hash.slice(1));
let invite = new URLSearchParams(location.search).get('start') ?? '';
const spinning = new Map();
let presses = 0;
let awaitedSince = 0;

const me = () => persons.find(person => person.user === chosen);

function toast(text) {
  const shown = element('p', '', text);
  at('toasts').append(shown);
  setTimeout(() => shown.remove(), TOAST_MILLISECONDS);
}

async function attempt(deed) {
  try {
    return (await deed()) ?? true;
  } catch (problem) {
    toast(WORDS.failed);
    return null;
  }
}

const act = deed => attempt(() => post('act', {user: chosen, ...deed}));
const begin = () => act({kind: 'text', text: '/start', start: me()?.start ?? ''});

function send(text, files) {
  const user = chosen;
  return files.length ? attempt(() => upload(user, text, files)) : act({kind: 'text', text});
}

async function press(button, payload, ref) {
  if (button.classList.contains('spins')) return;
  if (me()?.blocked) return;
  presses += 1;
  const ack = `ack-${Date.now().toString(36)}-${presses}`;
  button.classList.add('spins');
  spinning.set(ack, button);
  setTimeout(() => settle(ack), SPIN_MILLISECONDS);
  if (!await act({kind: 'press', payload, ref, ack})) settle(ack);
}

function settle(ack) {
  spinning.get(ack)?.classList.remove('spins');
  spinning.delete(ack);
}

function choose(user) {
  const changed = user !== chosen;
  chosen = user;
  history.replaceState(null, '', `#${encodeURIComponent(user)}`);
  if (changed) composer.clear();
  chat.show(user);
  people.close();
  draw();
  see();
  if (at('begin').hidden) composer.focus();
  else at('start').focus();
}

function draw() {
  const person = me();
  people.draw(persons, person?.user, choose);
  at('name').textContent = person?.name ?? WORDS.nobody;
  at('about').textContent = subtitle(person);
  at('about').classList.toggle('typing', isTyping(person));
  const empty = !person || chat.isEmpty(person.user);
  at('welcome').hidden = Boolean(person);
  at('begin').hidden = !person || !empty || person.blocked;
  at('start').textContent = person?.joined ? WORDS.go_on : WORDS.begin;
  at('begin-words').textContent = person?.joined ? WORDS.begin_joined : person?.start ? WORDS.begin_invited : WORDS.begin_words;
  at('composer').hidden = !person || person.blocked;
  at('blocked').hidden = !person?.blocked;
  at('open-menu').hidden = !person;
  at('again').hidden = Boolean(person?.blocked);
  at('block').textContent = person?.blocked ? WORDS.unblock : WORDS.block;
  at('chat').classList.toggle('is-blocked', Boolean(person?.blocked));
  count();
}

function subtitle(person) {
  if (!person) return WORDS.choose;
  if (person.blocked) return WORDS.blocked;
  return isTyping(person) ? WORDS.typing : people.about(person);
}

// Only a bot that takes its time is shown as typing: an answer at once must not flicker.
function isTyping(person) {
  if (!person?.awaited || person.blocked) awaitedSince = 0;
  else if (!awaitedSince) {
    awaitedSince = performance.now();
    setTimeout(draw, TYPING_AFTER_MILLISECONDS);
  }
  return awaitedSince > 0 && performance.now() - awaitedSince >= TYPING_AFTER_MILLISECONDS;
}

function count() {
  const all = persons.reduce((sum, person) => sum + person.unread, 0);
  const others = all - (me()?.unread ?? 0);
  document.title = all ? `(${all}) ${WORDS.title}` : WORDS.title;
  at('others').hidden = !others;
  at('others').textContent = others > 99 ? '99+' : String(others);
  at('others').ariaLabel = WORDS.others(others);
}

function see() {
  const person = me();
  if (!person?.unread || document.hidden) return;
  post('seen', {user: person.user, number: chat.last(person.user)}).catch(() => {});
}

function news(answer, anew) {
  const first = !persons.length;
  if (anew) chat.forget();
  persons = answer.people;
  for (const [user, lines] of Object.entries(answer.lines)) chat.take(user, lines);
  for (const each of answer.toasts) {
    settle(each.ack);
    if (each.text && each.user === chosen) toast(each.text);
  }
  clock.draw(answer.clock);
  if (anew && me()) chat.show(chosen);
  if (invite) accept();
  draw();
  if (first && me() && !at('begin').hidden) at('start').focus();
  see();
}

// The page was opened by an invite link: its owner follows it, or somebody new does.
function accept() {
  const owner = persons.find(person => person.start === invite && !person.joined);
  const code = invite;
  invite = '';
  history.replaceState(null, '', location.pathname);
  if (owner) choose(owner.user);
  else meet(code);
}

function meet(code) {
  at('newcomer-words').textContent = code ? WORDS.invite_words : WORDS.newcomer_words;
  at('newcomer-form').dataset.start = code;
  at('newcomer-name').value = '';
  at('newcomer').showModal();
}

at('newcomer-form').addEventListener('submit', async event => {
  event.preventDefault();
  const name = at('newcomer-name').value.trim();
  if (!name) return;
  const answer = await attempt(() => post('newcomers', {name, start: at('newcomer-form').dataset.start}));
  if (!answer) return;
  at('newcomer').close();
  chosen = answer.user;
  history.replaceState(null, '', `#${encodeURIComponent(chosen)}`);
  composer.clear();
  chat.show(chosen);
  people.close();
  draw();
});

function menu(open) {
  at('menu').hidden = !open;
  at('open-menu').ariaExpanded = String(open);
}

at('newcomer-cancel').addEventListener('click', () => at('newcomer').close());
at('add-person').addEventListener('click', () => meet(''));
at('choose').addEventListener('click', people.open);
at('start').addEventListener('click', begin);
at('open-menu').addEventListener('click', event => {
  event.stopPropagation();
  menu(at('menu').hidden);
});
document.addEventListener('click', () => menu(false));
document.addEventListener('keydown', event => event.key === 'Escape' && menu(false));
document.addEventListener('visibilitychange', see);
at('again').addEventListener('click', begin);
at('block').addEventListener('click', () => act({kind: me()?.blocked ? 'came' : 'left'}));
at('unblock').addEventListener('click', () => act({kind: 'came'}));
at('name').textContent = WORDS.nobody;

chat.onPress(press);
composer.start(send, toast);
clock.start(toast);
listen(news, lost => { at('offline').hidden = !lost; });
