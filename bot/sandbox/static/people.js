// The list of people who can be played: on a desktop at the left, on a phone a sheet from the top.

import {WORDS} from './words.js';
import {element} from './lines.js';

const HUES = 6;
const list = document.getElementById('persons');
const sheet = document.getElementById('people');
const veil = document.getElementById('veil');
const opener = document.getElementById('open-people');
const narrow = window.matchMedia('(max-width: 899px)');

const places = person => [person.role || stranger(person), person.place].filter(Boolean);

const stranger = person => (person.newcomer ? (person.start ? WORDS.invited : WORDS.newcomer) : '');

export const about = person => places(person).join(' · ');

function initials(name) {
  const words = name.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu) ?? [];
  return words.slice(0, 2).map(word => Array.from(word)[0]).join('').toUpperCase() || '?';
}

function hue(user) {
  let sum = 0;
  for (const letter of user) sum = (sum * 31 + letter.codePointAt(0)) % 9973;
  return `hue-${sum % HUES}`;
}

function item(person, chosen, choose) {
  const name = element('b', '', person.name);
  name.dir = 'auto';
  const words = element('span', 'who');
  words.append(name, ...places(person).map(each => element('small', '', each)));
  const face = element('span', `face ${hue(person.user)}`, initials(person.name));
  face.ariaHidden = 'true';
  const button = element('button', 'person');
  button.type = 'button';
  button.dataset.user = person.user;
  button.append(face, words);
  if (person.unread) {
    const badge = element('span', 'badge', person.unread > 99 ? '99+' : String(person.unread));
    badge.append(element('span', 'unseen', ` ${WORDS.unread(person.unread).replace(/^\d+ /, '')}`));
    button.append(badge);
  }
  if (person.user === chosen) button.ariaCurrent = 'true';
  button.addEventListener('click', () => choose(person.user));
  const li = document.createElement('li');
  li.append(button);
  return li;
}

let drawn = '';

export function draw(people, chosen, choose) {
  const wanted = JSON.stringify([people, chosen]);
  if (wanted === drawn) return;
  drawn = wanted;
  const focused = document.activeElement?.dataset?.user;
  list.replaceChildren(...people.map(person => item(person, chosen, choose)));
  if (focused) list.querySelector(`[data-user="${CSS.escape(focused)}"]`)?.focus();
}

export function open() {
  sheet.classList.add('open');
  veil.hidden = false;
  opener.ariaExpanded = 'true';
  (list.querySelector('[aria-current]') ?? list.querySelector('button'))?.focus();
}

export function close() {
  if (!sheet.classList.contains('open')) return;
  sheet.classList.remove('open');
  veil.hidden = true;
  opener.ariaExpanded = 'false';
  if (sheet.contains(document.activeElement)) opener.focus();
}

veil.addEventListener('click', close);
document.getElementById('close-people').addEventListener('click', close);
opener.addEventListener('click', () => narrow.matches && open());
document.addEventListener('keydown', event => event.key === 'Escape' && close());
narrow.addEventListener('change', close);
