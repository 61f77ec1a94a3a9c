"use strict";
/* After a set, three questions, one tap each: where felt, how clearly, how many left. */
(() => {
  const SHORT_REST_S = 12;
  const THANKS_MS = 6000;
  const DOUBLE_TAP_MS = 350;

  const QUESTIONS = [
    {
      field: "felt",
      ask: () => "Where did you feel it?",
      answers: (exercise) => [
        ["target", mmc.capital((exercise && exercise.muscle) || "").replaceAll("_", " ") || "The target"],
        ["both", "Partly there"],
        ["elsewhere", "Elsewhere"],
      ],
    },
    {
      field: "clarity",
      ask: () => "How clearly?",
      answers: () => [[9, "Clearly"], [6, "Somewhat"], [2, "Barely"]],
    },
    {
      field: "reserve",
      ask: () => "Good reps left?",
      answers: () => [[1, "0 – 1"], [2, "2 – 3"], [4, "4 or more"]],
    },
  ];

  class CheckIn {
    constructor(outbox) {
      this.outbox = outbox;
      this.panel = mmc.byId("checkin");
      this.buttons = [...mmc.byId("answers").children];
      this.dots = [...mmc.byId("steps").children];
      this.current = null;
      this.begun = new Map();
      this.buttons.forEach((button, i) => {
        button.addEventListener("click", (event) => this.tapped(i, event.timeStamp));
      });
      mmc.byId("skip").addEventListener("click", () => this.close());
    }

    /* The work of a set has ended. In the short rests of intervals nobody wants to be asked. */
    setDone(score, section) {
      const rest = section.end_s - section.work[1];
      if (!section.exercise || (rest < SHORT_REST_S && section.set !== section.sets)) return;
      this.close();
      this.exercise = score.exercise(section);
      this.current = this.entry(score, section);
      this.counted = section.unit === "rep";
      this.questions = this.counted ? QUESTIONS : QUESTIONS.slice(0, 2);
      this.turn(0);
      this.show();
    }

    /* A set that ends again on the same day, as after a step back, is corrected. */
    entry(score, section) {
      const now = mmc.localTime();
      const key = [now.slice(0, 10), score.session.key, section.id].join(" ");
      if (!this.begun.has(key)) this.begun.set(key, this.blank(score, section, now));
      return this.begun.get(key);
    }

    blank(score, section, now) {
      return {
        id: mmc.uuid(),
        done_at: now,
        session: score.session.key,
        exercise: section.exercise,
        muscle: this.exercise ? this.exercise.muscle : null,
        set_number: section.set,
        reps: section.unit === "rep" ? section.reps_in_all : 0,
        felt: null,
        clarity: null,
        reserve: null,
      };
    }

    /* Once the next set works, this one is over. */
    moment(moment) {
      if (this.current && moment.part === "work" && this.isAnother(moment.section)) this.close();
    }

    isAnother(section) {
      return section.set !== this.current.set_number || section.exercise !== this.current.exercise;
    }

    show() {
      const question = this.questions[this.step];
      mmc.text("question", question ? question.ask() : this.summary());
      mmc.text("announce", question ? question.ask() : this.summary());
      mmc.text("skip", question ? "Skip" : "Done");
      const corrections = this.counted ? [["-", "One rep fewer"], ["+", "One rep more"]] : [];
      const answers = question ? question.answers(this.exercise) : corrections;
      if (this.buttons.slice(answers.length).includes(document.activeElement)) mmc.byId("skip").focus();
      this.buttons.forEach((button, i) => {
        button.hidden = !answers[i];
        button.textContent = answers[i] ? answers[i][1] : "";
      });
      this.dots.forEach((dot, i) => this.dot(dot, i));
      this.answers = answers.map((answer) => answer[0]);
      this.panel.hidden = false;
      document.body.classList.add("asking");
    }

    dot(dot, i) {
      dot.hidden = i >= this.questions.length;
      dot.classList.toggle("on", i < this.step);
    }

    turn(step) {
      this.step = step;
      this.turned = performance.now();
    }

    /* The second half of a double tap must not answer the question that has just come. */
    tapped(index, when) {
      if (when - this.turned > DOUBLE_TAP_MS) this.tap(index);
    }

    tap(index) {
      const answer = this.answers[index];
      const question = this.questions[this.step];
      if (question) {
        this.current[question.field] = answer;
        this.turn(this.step + 1);
      } else {
        this.current.reps = Math.max(0, this.current.reps + (answer === "+" ? 1 : -1));
      }
      this.keep();
      this.show();
    }

    summary() {
      const reps = this.current.reps;
      if (!this.counted) return "Logged";
      return `Logged: ${reps} ${reps === 1 ? "rep" : "reps"}`;
    }

    /* After each answer, so that a begun check-in counts though the page is closed over it. */
    keep() {
      this.outbox.put({ ...this.current });
      if (this.step < this.questions.length) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.close(), THANKS_MS);
    }

    close() {
      clearTimeout(this.timer);
      this.current = null;
      if (this.panel.contains(document.activeElement)) mmc.byId("play").focus({ preventScroll: true });
      this.panel.hidden = true;
      document.body.classList.remove("asking");
    }
  }

  Object.assign(mmc, { CheckIn });
})();
