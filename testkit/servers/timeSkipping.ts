import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { join } from 'node:path';
import { ChecksumError, checkSums } from './checkSums.ts';
import { downloadTool } from './downloadTool.ts';
import type { FindOptions } from './findTemporal.ts';
import { installTool, reasonOf } from './installTool.ts';
import { ToolError, runTool } from './runTool.ts';
import { StartError } from './StartError.ts';
import { findOnPath, toolFolder } from './toolFolder.ts';

const VERSION = '1.38.0';
/** Published checksums of its archives. Other machines use its Java form, which is the same for all. */
const SHA256 = { 'linux-x64': '41df834fe8e1ac59619e13908f41b63e4d1054f37634a2f89033d8cf6af71b96' } as const;
/** The checksums of the Java form's files. */
const JARS = join(import.meta.dirname, 'testServerJars.sha256');
const PROGRAM = 'temporal-test-server';

/**
 * The program of Temporal's time-skipping test server, for `executable: {type: 'existing-path', path}` of
 * `TestWorkflowEnvironment.createTimeSkipping`: one made before, else a download, else its Java form from
 * Maven Central. Throws `StartError` if none of these works.
 */
export async function timeSkippingServer(options: FindOptions): Promise<string> {
  const { env, fallbackToolFolder, progress, signal } = options;
  return installTool({
    name: 'the time-skipping test server',
    target: join(
      toolFolder(env, fallbackToolFolder),
      `temporal-test-server-${VERSION}-${platform()}-${arch()}`,
    ),
    program: PROGRAM,
    make: folder =>
      download(folder, options).catch((error: unknown) => fromMaven(folder, options, reasonOf(error))),
    progress,
    signal,
  });
}

async function download(folder: string, { progress, signal }: FindOptions): Promise<string> {
  const made = join(folder, 'download');
  const wanted = { artifact: 'temporal-test-server', version: `v${VERSION}`, sha256: SHA256 } as const;
  const path = await progress.during('the time-skipping test server to be downloaded', () =>
    downloadTool({ ...wanted, folder: made, signal }),
  );
  await writeLauncher(made, `exec "$(dirname "$0")/${path.slice(made.length + 1)}" "$@"`);
  return made;
}

async function fromMaven(
  folder: string,
  { env, progress, signal }: FindOptions,
  whyNot: string,
): Promise<string> {
  signal?.throwIfAborted();
  const remedy = 'install Java 11 or newer and Maven, and start again';
  const maven = findOnPath('mvn', env);
  if (!maven || !(env['JAVA_HOME'] ?? findOnPath('java', env))) {
    throw new StartError(
      `no time-skipping test server: it could not be downloaded (${whyNot}), and there is no java or no mvn on the PATH`,
      remedy,
    );
  }
  const made = join(folder, 'java');
  await mkdir(made);
  await writeFile(join(folder, 'pom.xml'), POM);
  const args = ['-B', '-ntp', '-f', join(folder, 'pom.xml'), `-DoutputDirectory=${join(made, 'lib')}`];
  try {
    await progress.during('the time-skipping test server from Maven Central (once)', () =>
      runTool(maven, [...args, 'dependency:copy-dependencies'], { env, signal }),
    );
  } catch (cause) {
    signal?.throwIfAborted();
    if (!(cause instanceof ToolError)) throw cause;
    throw new StartError(
      `no time-skipping test server: it could not be downloaded (${whyNot}) nor fetched from Maven Central: ${cause.tail}`,
      remedy,
      { cause },
    );
  }
  await checkSums(join(made, 'lib'), JARS).catch((cause: unknown) => {
    if (!(cause instanceof ChecksumError)) throw cause;
    throw new StartError(
      `what Maven brought is not the time-skipping test server of ${VERSION} (${cause.message})`,
      "remove these files from Maven's cache, and check which repository Maven uses",
      { cause },
    );
  });
  // The SDK waits 5 s for the server, so it must start quickly. The SDK kills the process that it started, so
  // the launcher must become the server (`exec`).
  await writeLauncher(
    made,
    'exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 ' +
      '-cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$@"',
  );
  return made;
}

async function writeLauncher(folder: string, command: string): Promise<void> {
  const file = join(folder, PROGRAM);
  await writeFile(file, `#!/bin/sh\n${command}\n`);
  await chmod(file, 0o755);
}

const POM = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>purser</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${VERSION}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;
