package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.MachineText;
import dev.archcheck.cli.render.Page;
import dev.archcheck.cli.render.Verdict;
import dev.archcheck.cli.render.VerifyJson;
import dev.archcheck.cli.render.VerifyText;
import dev.archcheck.toolchain.MachineCheck;
import dev.archcheck.toolchain.MachineReport;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.platform.PlatformCheck;
import java.io.IOException;
import java.io.OutputStream;

/** Checks paths, or this machine, and shows the report. */
final class Verification {

  private final VerifyRequest request;
  private final Surroundings surroundings;

  Verification(VerifyRequest request, Surroundings surroundings) {
    this.request = request;
    this.surroundings = surroundings;
  }

  int run(Result result) throws IOException {
    return request.check().paths().isEmpty() ? machine(result) : paths(result);
  }

  private int paths(Result result) throws IOException {
    Report report;
    try (Progress progress = progress()) {
      report = new PlatformCheck(request.check()).run(progress).withoutGuesses();
    }
    Verdict verdict = verdict(report);
    return write(
        result,
        verdict,
        out -> {
          if (request.json()) {
            new VerifyJson(out).write(report, verdict);
          } else {
            new VerifyText(page(out), request.verbose()).print(report, verdict);
          }
        });
  }

  private int machine(Result result) throws IOException {
    MachineReport machine;
    try (Progress progress = progress()) {
      machine = new MachineCheck(surroundings.machine()).run(progress);
    }
    Verdict verdict = MachineText.verdict(machine, verdict(machine.report()));
    return write(
        result,
        verdict,
        out -> {
          if (request.json()) {
            new VerifyJson(out).write(machine, verdict);
          } else {
            new MachineText(page(out), request.verbose()).print(machine, verdict);
          }
        });
  }

  private Verdict verdict(Report report) {
    return Verdict.of(report, request.failOn(), request.requireClaim());
  }

  private int write(Result result, Verdict verdict, ResultFile.Content content) throws IOException {
    int code = ExitCode.of(verdict);
    if (request.quiet() && !result.isFile()) {
      return code;
    }
    int written =
        result.write(
            surroundings,
            out -> {
              content.writeTo(out);
              return code;
            });
    if (result.isFile() && !request.quiet() && code != ExitCode.OK && written == code) {
      Messages.error(
          surroundings.err(), verdict.sentence() + "; the report is in " + result.file());
    }
    return written;
  }

  private Page page(OutputStream out) {
    return new Page(out, request.coloured());
  }

  private Progress progress() {
    boolean shown =
        !request.quiet()
            && !Options.isDumb(surroundings)
            && surroundings.errIsTerminal().getAsBoolean();
    return new Progress(surroundings.err(), shown, System::nanoTime);
  }
}
