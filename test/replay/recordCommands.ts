import type { Sinks, WorkflowInterceptorsFactory } from '@temporalio/workflow';
import { proxySinks, workflowInfo } from '@temporalio/workflow';

/** Gets everything that a workflow asks for, also while it replays. */
export interface CommandSinks extends Sinks {
  readonly commands: { asked: (workflowId: string, command: string) => void };
}

/** Bundled with the workflows: reports what they ask for, each command as a line. */
export const interceptors: WorkflowInterceptorsFactory = () => {
  const { commands } = proxySinks<CommandSinks>();
  const record = (...command: readonly unknown[]): void => {
    const words = command.map(word => (typeof word === 'string' ? word : JSON.stringify(word)));
    commands.asked(workflowInfo().workflowId, words.join(' '));
  };
  return {
    outbound: [
      {
        startTimer: (input, next) => {
          record('timer', input.durationMs);
          return next(input);
        },
        scheduleActivity: (input, next) => {
          record('activity', input.activityType, ...input.args);
          return next(input);
        },
        scheduleLocalActivity: (input, next) => {
          record('local activity', input.activityType, ...input.args);
          return next(input);
        },
        continueAsNew: (input, next) => {
          record('continue as new', input.options.workflowType ?? '', ...input.args);
          return next(input);
        },
      },
    ],
  };
};
