import { isPathSegment } from '../meta/names.ts';
import { child, number, text } from '../meta/object.ts';
import { ageOf } from '../output/age.ts';
import { column, nameColumn } from '../output/columns.ts';
import type { Resource } from '../resource.ts';
import { isObject, type Json, type JsonObject } from '../schema/json.ts';
import { eventCauses, newEventCauses } from './event-rules.ts';
import { builtin } from './resource.ts';

/** Events have two faces, core/v1 and events.k8s.io/v1, on one collection, kept in the core form. */
const collection = '/events';
const controllerField = 'reportingController';

export function coreEvents(): Resource {
  return builtin({
    ...common(),
    group: '',
    definition: 'io.k8s.api.core.v1.Event',
    checkName: isPathSegment,
    ownMetadata: { standardFinalizers: false, atUpdate: 'none' },
    zero: complete({ involvedObject: {} }),
    strategy: { defaults: complete, validate: (event) => eventCauses(event, 'reportingComponent') },
  });
}

export function eventsV1(): Resource {
  return builtin({
    ...common(),
    group: 'events.k8s.io',
    typeGroup: '',
    definition: 'io.k8s.api.events.v1.Event',
    conversion: { toStored: toCore, fromStored: fromCore },
    columns: columns().map((own) => ({ ...own, read: (object, now) => own.read(toCore(object), now) })),
    selectable: Object.fromEntries(
      Object.entries(selectable()).map(([path, read]) => [path, (object) => read(toCore(object))]),
    ),
    ownMetadata: { standardFinalizers: true, atUpdate: 'none' },
    zero: completeNew({ regarding: {}, eventTime: null }),
    strategy: {
      defaults: completeNew,
      validate: (event) => {
        const core = toCore(event);
        return [...eventCauses(core, controllerField), ...newEventCauses(core)];
      },
      validateUpdate: (event) => eventCauses(toCore(event), controllerField),
    },
  });
}

const objectFields = ['kind', 'namespace', 'name', 'uid', 'apiVersion', 'resourceVersion', 'fieldPath'];

function common() {
  return {
    version: 'v1',
    plural: 'events',
    kind: 'Event',
    namespaced: true,
    shortNames: ['ev'],
    collection,
    stamp: 'events',
    columns: columns(),
    selectable: selectable(),
    collected: false,
    createOnUpdate: true,
  };
}

/** The paths of both forms, since either may have written the object that a selector looks at; read from the core form. */
function selectable(): Resource['selectable'] {
  const about = objectFields.flatMap((field) => {
    const read = (object: JsonObject): string => text(child(object, 'involvedObject')[field]);
    return [[`involvedObject.${field}`, read] as const, [`regarding.${field}`, read] as const];
  });
  const reporter = (object: JsonObject): string => text(object['reportingComponent']);
  return {
    ...Object.fromEntries(about),
    reason: (object) => text(object['reason']),
    reportingComponent: reporter,
    reportingController: reporter,
    source: sourceOf,
    type: (object) => text(object['type']),
  };
}

function sourceOf(object: JsonObject): string {
  return text(child(object, 'source')['component']) || text(object['reportingComponent']);
}

/** The fields that Go prints even when they are empty. */
function complete(object: JsonObject): JsonObject {
  return {
    ...object,
    source: object['source'] ?? {},
    firstTimestamp: object['firstTimestamp'] ?? null,
    lastTimestamp: object['lastTimestamp'] ?? null,
    eventTime: object['eventTime'] ?? null,
    reportingComponent: object['reportingComponent'] ?? '',
    reportingInstance: object['reportingInstance'] ?? '',
    ...withSeries(object, {}),
  };
}

function completeNew(object: JsonObject): JsonObject {
  return {
    ...object,
    deprecatedSource: object['deprecatedSource'] ?? {},
    deprecatedFirstTimestamp: object['deprecatedFirstTimestamp'] ?? null,
    deprecatedLastTimestamp: object['deprecatedLastTimestamp'] ?? null,
    ...withSeries(object, { count: 0 }),
  };
}

function withSeries({ series }: JsonObject, zero: JsonObject): JsonObject {
  return isObject(series) ? { series: { ...zero, lastObservedTime: null, ...series } } : {};
}

/** Which field of events.k8s.io/v1 is which of core/v1. */
const renamed: readonly [string, string][] = [
  ['regarding', 'involvedObject'],
  ['note', 'message'],
  ['reportingController', 'reportingComponent'],
  ['deprecatedSource', 'source'],
  ['deprecatedFirstTimestamp', 'firstTimestamp'],
  ['deprecatedLastTimestamp', 'lastTimestamp'],
  ['deprecatedCount', 'count'],
];

function rename(object: JsonObject, names: ReadonlyMap<string, string>, apiVersion: string): JsonObject {
  const entries = Object.entries(object).map(([key, value]): [string, Json] => [names.get(key) ?? key, value]);
  return { ...Object.fromEntries(entries), apiVersion };
}

const toCoreNames = new Map(renamed);
const fromCoreNames = new Map(renamed.map(([newer, core]) => [core, newer]));

function toCore(object: JsonObject): JsonObject {
  return complete(rename(object, toCoreNames, 'v1'));
}

function fromCore(object: JsonObject): JsonObject {
  const event = rename(object, fromCoreNames, 'events.k8s.io/v1');
  for (const key of ['reportingController', 'reportingInstance']) if (event[key] === '') delete event[key];
  return { ...event, ...withSeries(event, { count: 0 }) };
}

function columns(): Resource['columns'] {
  const source = (object: JsonObject): string => {
    const { component, host } = child(object, 'source');
    const from = text(component) || text(object['reportingComponent']);
    const instance = text(host) || text(object['reportingInstance']);
    return [from, instance].filter((part) => part !== '').join(', ');
  };
  const lastSeen = (object: JsonObject): Json | undefined => {
    const { series, lastTimestamp, eventTime } = object;
    if (isObject(series)) return series['lastObservedTime'];
    return lastTimestamp ?? eventTime;
  };
  return [
    column('Last Seen', 'The time at which the most recent occurrence of this event was recorded.', (object, now) =>
      ageOf(lastSeen(object), now),
    ),
    column('Type', 'Type of this event (Normal, Warning), new types could be added in the future', (object) =>
      text(object['type']),
    ),
    column(
      'Reason',
      "This should be a short, machine understandable string that gives the reason for the transition into the object's current status.",
      (object) => text(object['reason']),
    ),
    column('Object', 'The object that this event is about.', (object) => {
      const { kind, name } = child(object, 'involvedObject');
      return text(name) === '' ? text(kind).toLowerCase() : `${text(kind).toLowerCase()}/${text(name)}`;
    }),
    column(
      'Subobject',
      'If referring to a piece of an object instead of an entire object, this string should contain a valid JSON/Go field access statement, such as desiredState.manifest.containers[2].',
      (object) => text(child(object, 'involvedObject')['fieldPath']),
      1,
    ),
    column('Source', 'The component reporting this event. Should be a short machine understandable string.', source, 1),
    column('Message', 'A human-readable description of the status of this operation.', (object) =>
      text(object['message']).trim(),
    ),
    column(
      'First Seen',
      'The time at which the event was first recorded. (Time of server receipt is in TypeMeta.)',
      (object, now) => ageOf(object['firstTimestamp'] ?? object['eventTime'], now),
      1,
    ),
    column(
      'Count',
      'The number of times this event has occurred.',
      (object) => number(child(object, 'series')['count']) || number(object['count']) || 1,
      1,
    ),
    nameColumn(1),
  ];
}
