package dev.archcheck.cli.command;

import dev.archcheck.cli.ExitCode;
import dev.archcheck.cli.Surroundings;
import dev.archcheck.cli.render.Account;
import dev.archcheck.cli.render.DoctorJson;
import dev.archcheck.cli.render.DoctorText;
import dev.archcheck.cli.render.SourceTree;
import dev.archcheck.cli.render.Verdict;
import dev.archcheck.cli.render.VerifyJson;
import dev.archcheck.cli.render.VerifyText;
import dev.archcheck.toolchain.activate.Resolver;
import dev.archcheck.toolchain.doctor.Collector;
import dev.archcheck.toolchain.doctor.Doctor;
import dev.archcheck.toolchain.doctor.DoctorReport;
import dev.archcheck.toolchain.store.Store;
import dev.archcheck.verify.Report;
import dev.archcheck.verify.platform.PlatformCheck;
import dev.archcheck.verify.policy.Policy;
import dev.archcheck.verify.policy.PolicyException;
import dev.archcheck.verify.policy.WaivedReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;

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
    Policy policy;
    try {
      policy = PolicyOption.policy(request.policy());
    } catch (UnreadableException | PolicyException e) {
      Messages.error(surroundings.err(), String.valueOf(e.getMessage()));
      return ExitCode.INCONCLUSIVE;
    }
    Report found;
    try (Progress progress = progress()) {
      found = new PlatformCheck(request.check()).run(progress).withoutGuesses();
    }
    Report report =
        WaivedReport.of(found, policy, WaivedReport.ofVerify(), LocalDate.now(ZoneOffset.UTC));
    Verdict verdict = verdict(report);
    return request
        .reporting()
        .write(
            account(Account.Subjects.FILES, report, verdict),
            page -> new VerifyText(page, request.verbose()).print(report, verdict),
            out -> new VerifyJson(out).write(report, verdict),
            result,
            surroundings);
  }

  private int machine(Result result) throws IOException {
    Collector collector =
        new Collector(
            surroundings.machine(),
            Store.of(surroundings.machine()),
            Resolver.workingFolder(surroundings.machine()));
    DoctorReport machine = Doctor.judge(collector.brief());
    Verdict verdict = DoctorText.verdict(machine, request.failOn());
    return request
        .reporting()
        .write(
            account(Account.Subjects.MACHINE, machine.report(), verdict),
            page ->
                new DoctorText(page, request.verbose())
                    .print(DoctorText.Topic.ALL, machine, verdict),
            out -> new DoctorJson(out).write(machine, verdict),
            result,
            surroundings);
  }

  private Account account(Account.Subjects subjects, Report report, Verdict verdict) {
    SourceTree tree = SourceTree.around(Path.of(""));
    return new Account("verify", subjects, report, verdict, request.failOn(), tree);
  }

  private Verdict verdict(Report report) {
    return Verdict.of(report, request.failOn(), request.requireClaim());
  }

  private Progress progress() {
    boolean shown =
        !request.reporting().quiet()
            && !Options.isDumb(surroundings)
            && surroundings.errIsTerminal().getAsBoolean();
    return new Progress(surroundings.err(), shown, System::nanoTime);
  }
}
