/* What the player's modules hand to each other; checked by tsc in scripts/check. */
export interface Exercise { name: string; muscle: string | null; target: string | null; elsewhere: string | null; setup: string | null; phases: Record<string, string> }
export interface Section {
  id: string; key: string; title: string; name: string; start_s: number; end_s: number;
  exercise: string | null; set: number | null; sets: number | null; unit: string | null;
  reps: number | null; reps_in_all: number | null; work: [number, number] | null;
  wait_s: number | null; stops: number[]; sides: [number, string][];
  beats: [number, number, number | null, string | null][];
}
export interface Station { exercise: string; reps: number | null; hold_s: number | null; load: string | null; weight: [number, string] | null; said: string }
export interface Time {
  section: number; id: string | null; kind: string; start_s: number; end_s: number; next: number | null;
  step: string | null; exercise: string | null; set: number | null; sets: number | null; role: string | null;
  part: number | null; side: string | null; round: number | null; rounds: number | null; dose: string | null;
  load: string | null; said: string; weight: [number, string] | null; reps: number | null; reps_least: number | null; tempo: string | null;
  self_paced: boolean; air: [string, number, number][]; quiets: [number, number][];
  station: number | null; stations: Station[];
}
/** `since` and `until` are those of a whole set; `goes_on`: its next part is another section. */
export interface WholeTime extends Time { since: number; until: number; goes_on: boolean }
export interface Session {
  key: string; version: string; title: string; language: string; collection: string; date: string | null;
  modified: number; duration_s: number; size: number; talk_share: number; sections: Section[]; times: Time[];
  lines: [number, number, string][]; exercises: Record<string, Exercise>;
  audio: string | null; cover: string | null; picture: string | null; page: string | null;
  captions: string | null; lyrics: string | null;
}
/** One exercise of a section, as it is logged. */
export interface Task { key: string; section: Section; exercise: string; name: string; reps: number; weight: [number, string] | null }
export interface Entry {
  id: string; done_at: string; session: string; exercise: string; muscle: string | null;
  set_number: number | null; reps: number; felt: string | null; clarity: number | null; reserve: number | null;
  load: number | null; unit: string | null; planned_reps: number | null; planned_load: number | null;
  skipped: boolean; source: "said" | "planned";
}
export interface DayLine { day: string; sets: number; focused: number; exercises: string[] }
export interface MuscleLine { name: string; focused: number; goal: number | null; since: string | null }
export interface ExerciseLine { id: string; name: string; days: number; sets: number; last: string }
export interface BestLine { what: string; value: string; day: string }
export interface ExerciseDayLine { day: string; sets: string; load: string; clarity: number | null; focused: number }
export interface ExerciseHistory {
  id: string; name: string; svg: string; hint: string; bests: BestLine[]; remarks: string[]; latest: ExerciseDayLine[];
}
export interface History {
  today: string; sets: number; days: number; since: string | null; body: string; rule: string;
  calendar: { svg: string; first: string; last: string; earlier: string; later: string };
  latest: DayLine[]; muscles: MuscleLine[]; exercises: ExerciseLine[];
}
