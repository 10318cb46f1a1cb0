package dev.archcheck.toolchain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.archcheck.toolchain.doctor.DoctorReport.Statement;
import dev.archcheck.toolchain.doctor.GoFacts.ToolFolder;
import dev.archcheck.toolchain.doctor.ProgramFacts.Role;
import dev.archcheck.toolchain.doctor.SettingFacts.Kind;
import dev.archcheck.toolchain.doctor.SettingFacts.Layer;
import dev.archcheck.toolchain.doctor.SettingFacts.Origin;
import dev.archcheck.toolchain.doctor.SettingFacts.Source;
import dev.archcheck.toolchain.host.HostFact;
import dev.archcheck.toolchain.host.HostFacts;
import dev.archcheck.verify.Checked;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing that can be wrong, alone on a machine where all else is in order. */
class DoctorTest {

  private static final String OWN = "linux/amd64";

  private static Machines machine() {
    return new Machines().go("go1.27.0", OWN);
  }

  private static List<String> checked(Machines machine) {
    return machine.judged().report().checked().stream()
        .map(one -> one.artifact() + " " + one.outcome())
        .toList();
  }

  @Test
  void nothingIsWrong() {
    assertThat(machine().lines()).isEmpty();
    assertThat(checked(machine())).containsExactly("this machine PASSED", "/go0/bin/go PASSED");
  }

  // Go.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linux/arm64 | error go-not-native /go0/bin/go is linux/arm64, and this machine,"
            + " linux/amd64, does not run it",
        "darwin/amd64 | error go-not-native /go0/bin/go is darwin/amd64, and this machine,"
            + " linux/amd64, does not run it",
        "linux/386 | "
      })
  void aGoForAnotherPlatform(String platform, String expected) {
    List<String> lines = new Machines().go("go1.27.0", platform).lines();
    if (expected == null) {
      assertThat(lines).isEmpty(); // in the 32-bit mode of the processor
    } else {
      assertThat(lines).containsExactly(expected);
    }
  }

  @Test
  void rosettaAndTheEmulationOfWindows() {
    assertThat(
            new Machines()
                .host(Machines.mac("aarch64", "0"))
                .go("go1.27.0", "darwin/amd64")
                .lines())
        .containsExactly(
            "error go-not-native /go0/bin/go is darwin/amd64, and this machine, darwin/arm64,"
                + " runs it only by Rosetta 2");
    assertThat(
            new Machines().host(Machines.windows("0xAA64")).go("go1.27.0", "windows/amd64").lines())
        .containsExactly(
            "error go-not-native C:\\go0\\bin\\go.exe is windows/amd64, and this machine,"
                + " windows/arm64, runs it only by Windows on ARM");
  }

  /** All three are named: the machine, this process, and each go. */
  @Test
  void anEmulatedProcessSaysSo() {
    Machines machine =
        new Machines()
            .host(Machines.mac("x86_64", "1"))
            .go("go1.27.0", "darwin/arm64")
            .program(Role.PARENT, "zsh", "darwin/amd64");
    assertThat(machine.lines()).hasSize(1);
    assertThat(machine.lines().getFirst())
        .startsWith("warning process-emulated this machine is darwin/amd64 and runs under ")
        .endsWith(" on darwin/arm64");
    assertThat(machine.fix().getFirst())
        .isEqualTo("start zsh for darwin/arm64: /bin/zsh is darwin/amd64");
    assertThat(checked(machine)).containsExactly("this machine FAILED", "/go0/bin/go PASSED");
  }

  @Test
  void aBetterOneStandsBehind() {
    assertThat(machine().go("go1.27.1", OWN).lines())
        .containsExactly(
            "warning go-shadowed /go0/bin/go stands before go1.27.1 linux/amd64 (/go1/bin/go) on"
                + " PATH");
    assertThat(machine().go("go1.27.1", OWN).fix())
        .containsExactly(
            "export PATH='/go1/bin':\"$PATH\"", "write the same line at the end of ~/.bashrc");
    assertThat(machine().go("go1.26.9", OWN).lines())
        .containsExactly(
            "note go-shadowed /go0/bin/go stands before go1.26.9 linux/amd64 (/go1/bin/go) on PATH");
  }

  @Test
  void overlaidInstallations() {
    assertThat(
            new Machines()
                .go(
                    "go1.27.0",
                    "go1.26.8",
                    OWN,
                    "go.dev",
                    List.of(new ToolFolder("linux_arm64", List.of("linux/arm64"), List.of())))
                .lines())
        .containsExactly(
            "error go-overlaid /go0/bin/go holds more than one installation: VERSION says"
                + " go1.27.0, its command was built as go1.26.8; pkg/tool/linux_arm64 beside a go"
                + " for linux/amd64");
    // Tools for another system are those of a cross build, and a folder without any is nothing.
    assertThat(
            new Machines()
                .go(
                    "go1.27.0",
                    "go1.27.0 X:nocoverageredesign",
                    OWN,
                    "go.dev",
                    List.of(
                        new ToolFolder("windows_amd64", List.of("windows/amd64"), List.of()),
                        new ToolFolder("linux_386", List.of(), List.of())))
                .lines())
        .isEmpty();
  }

  @Test
  void aBrokenOne() {
    assertThat(
            new Machines()
                .go("go1.27.0", "go1.27.0", OWN, "go.dev", List.of(), "has no folder src")
                .lines())
        .containsExactly("error go-broken /go0/bin/go does not work as it is: has no folder src");
  }

  @Test
  void toolchainsThatGoFetched() {
    assertThat(
            machine()
                .go("go1.26.9", "go1.26.9", "linux/arm64", "module-cache", List.of())
                .go("go1.26.9", "go1.26.9", "windows/arm64", "module-cache", List.of())
                .go("go1.26.9", "go1.26.9", OWN, "module-cache", List.of())
                .lines())
        .containsExactly(
            "warning cached-toolchain /go1 is for linux/arm64, and this machine, linux/amd64, does"
                + " not run it",
            "note cached-toolchain C:\\go2 is for windows/arm64, and this machine, linux/amd64,"
                + " does not run it");
  }

  @ParameterizedTest
  @CsvSource({
    "go1.26.2, CVE-2026-42501, 1.26.6",
    "go1.26.5, CVE-2026-56864, 1.26.6",
    "go1.25.12, CVE-2026-56865, 1.25.13",
    "go1.24.9, CVE-2026-42501, 1.25.13",
    "go1.19.8, CVE-2026-42501, 1.25.13",
    "go1.27rc2, CVE-2026-56864, 1.27rc3"
  })
  void versionsThatCanBeDeceived(String version, String number, String mended) {
    Machines machine = new Machines().go(version, OWN);
    assertThat(machine.lines()).hasSize(1);
    assertThat(machine.lines().getFirst()).startsWith("note go-advisory ").contains(number);
    assertThat(machine.fix()).contains("archcheck toolchain install " + mended);
    Machines other = new Machines().go(version, OWN).environment("GOPROXY", "https://p.example");
    assertThat(other.lines().getFirst()).startsWith("warning go-advisory ");
    Layer usual = new Layer(Kind.GOROOT_FILE, "/go0/go.env", "https://usual.example,direct");
    assertThat(new Machines().go(version, OWN).setting("GOPROXY", usual).lines().getFirst())
        .startsWith("note go-advisory ");
  }

  @ParameterizedTest
  @CsvSource({"go1.26.6", "go1.25.13", "go1.27rc3", "go1.27.0", "go1.28.1"})
  void versionsThatCannot(String version) {
    assertThat(new Machines().go(version, OWN).lines()).isEmpty();
  }

  // Settings.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GOARCH | 386 | warning setting-left GOARCH is 386: every build is for linux/386, and"
            + " without cgo",
        "GOOS | windows | warning setting-left GOOS is windows: every build is for windows/amd64,"
            + " and without cgo",
        "GOROOT | /go0 | note setting-left GOROOT is /go0: go finds this itself, and will go on"
            + " with it when PATH leads to another go",
        "GOROOT | /gone | error goroot-setting GOROOT is /gone, and no go is there",
        "GO111MODULE | off | warning setting-left GO111MODULE is off: go knows no modules",
        "GOSUMDB | off | warning setting-left GOSUMDB is off: what go downloads for the first time"
            + " is proven by nothing",
        "GOSUMDB | on | error setting-invalid GOSUMDB is on, which go refuses: malformed verifier"
            + " id",
        "GOSUMDB | sum.example.com https://sum.example.com/key | error setting-invalid GOSUMDB is"
            + " sum.example.com https://sum.example.com/key, which go refuses: malformed verifier"
            + " id",
        "GOPROXY | off,https://p.example | warning setting-dead GOPROXY is off,https://p.example,"
            + " which has no effect: what stands behind off is never asked",
        "GOPRIVATE | https://git.example | error setting-dead GOPRIVATE is https://git.example,"
            + " which has no effect: 'https://git.example' has a scheme and matches no module path,"
            + " so that private paths go to public servers",
        "GONOSUMDB | a,http://b/ | error setting-dead GONOSUMDB is a,http://b/, which has no effect:"
            + " 'http://b/' has a scheme and matches no module path, so that private paths go to"
            + " public servers",
        "GOPRIVATE | git.example/a, git.example/b | error setting-dead GOPRIVATE is git.example/a,"
            + " git.example/b, which has no effect: ' git.example/b' has a blank at its end or"
            + " before it and matches no module path, so that private paths go to public servers",
        "GONOPROXY | git.example/[a | error setting-dead GONOPROXY is git.example/[a, which has no"
            + " effect: 'git.example/[a' is no pattern and matches no module"
            + " path, so that private paths go to public servers",
        "GOINSECURE | a;b | warning setting-dead GOINSECURE is a;b, which has no effect: 'a;b' has"
            + " a ';' and matches no module path",
        "GOVCS | x | warning setting-invalid GOVCS is x, which go refuses: malformed entry in GOVCS"
            + " (missing colon), so that go fetches nothing past the module proxies",
        "GODEBUG | netdns=go+noctx | warning setting-dead GODEBUG is netdns=go+noctx, which has no"
            + " effect: netdns knows go, cgo and a digit only",
        "GODEBUG | httpproxy=0 | warning setting-dead GODEBUG is httpproxy=0, which has no effect:"
            + " there is no httpproxy in GODEBUG; NO_PROXY keeps go from a proxy"
      })
  void aSettingOfTheEnvironment(String name, String value, String expected) {
    assertThat(machine().environment(name, value).lines()).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "GOARCH, amd64",
    "GOOS, linux",
    "GO111MODULE, on",
    "GOSUMDB, sum.golang.org",
    "GOSUMDB, sum.golang.google.cn",
    "GOSUMDB, sum.example.com+0123abcd+AAAA",
    "GODEBUG, netdns=10",
    "GODEBUG, netdns=go+1",
    "GODEBUG, http2client=0",
    "GOPRIVATE, '*.example.com,git.example/team'",
    "GOPRIVATE, git.example/",
    "GOPRIVATE, 'git.example/[ab]*,x.org/\\[,*'",
    "GOVCS, 'git.example:git|hg,public:git , private: all'",
    "GOPROXY, 'https://p.example,direct,'",
    "GOINSECURE, git.example",
    "GOAMD64, v3",
    "GOARM, 9",
    "GOFIPS140, v1.0.0",
    "GOTOOLCHAIN, local",
    "SSL_CERT_FILE, /etc/ca.pem",
    "HTTPS_PROXY, http://***@proxy.example:3128/",
    "HTTPS_PROXY, proxy:3128",
    "HTTPS_PROXY, proxy:8080/x",
    "HTTPS_PROXY, 'http://proxy:'",
    "HTTPS_PROXY, 'http://[fe80::1%25eth0]:3000'",
    "GOPROXY, 'http://[fe80::1%25eth0]:3000'",
    "GOPROXY, 'https://h.example/@scope/x'",
    "GOPROXY, '***@h,https://p.example'",
    "HTTPS_PROXY, proxy",
    "HTTP_PROXY, socks5h://[::1]:1080",
    "http_proxy, https://proxy_1.example",
    "NO_PROXY, *",
    "NO_PROXY, 'localhost, 127.0.0.1,.example.com,*.example.org,10.0.0.0/8,[::1]:80,'",
    "CGO_ENABLED, 1"
  })
  void aSettingThatIsInOrder(String name, String value) {
    assertThat(machine().environment(name, value).lines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/[", "[]", "[^]", "a[b", "[\\]", "x\\"})
  void patternsThatAreNone(String pattern) {
    assertThat(machine().environment("GOPRIVATE", pattern).lines())
        .singleElement()
        .asString()
        .contains("is no pattern");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost .x.org | has no comma between its parts | export NO_PROXY='localhost,.x.org'",
        "a; b,c | has no comma between its parts | export NO_PROXY='a,b,c'",
        "http://x/,y | has a scheme | export NO_PROXY='x,y'",
        "10.* | is no name, suffix or network | name a suffix or a network instead: .example.com,"
            + " 10.0.0.0/8",
        "*x.org | is no name, suffix or network | name a suffix or a network instead:"
            + " .example.com, 10.0.0.0/8",
        "<local> | is no name, suffix or network | name a suffix or a network instead:"
            + " .example.com, 10.0.0.0/8"
      })
  void hostsThatGoAsksThroughTheProxyAfterAll(String value, String why, String fix) {
    Machines machine =
        machine().environment("HTTPS_PROXY", "http://proxy:3128").environment("NO_PROXY", value);
    assertThat(machine.lines()).singleElement().asString().contains(why);
    assertThat(machine.fix()).startsWith(fix);
    assertThat(machine().environment("NO_PROXY", value).lines()).isEmpty();
  }

  /** What was left out of an address is judged where it was read. */
  @Test
  void usersOfAddresses() {
    assertThat(machine().environment("HTTPS_PROXY", "http://***!@h:1").lines())
        .containsExactly(
            "error setting-invalid HTTPS_PROXY is http://***!@h:1, which go refuses: user or"
                + " password have characters that an address may not have there");
    assertThat(machine().environment("GOPROXY", "http://***@h/").lines())
        .containsExactly(
            "error setting-invalid GOPROXY is http://***@h/, which go refuses: refusing to pass"
                + " credentials to insecure URL");
  }

  /** What somebody wrote is taken apart without limit to its length. */
  @Test
  void longValues() {
    String many = "a/[b]".repeat(100_000);
    for (String name : List.of("GOPRIVATE", "NO_PROXY", "HTTPS_PROXY", "GOFLAGS", "GOVCS")) {
      assertThat(machine().environment(name, many).lines()).hasSizeLessThan(2);
    }
  }

  @Test
  void anEmptyListOfProxies() {
    assertThat(machine().environment("GOPROXY", " , ").lines())
        .containsExactly(
            "error setting-invalid GOPROXY is  , , which go refuses: GOPROXY list is not the empty"
                + " string, but contains no entries");
  }

  @Test
  void goinsecureWithAProxy() {
    assertThat(
            machine()
                .environment("GOINSECURE", "git.example")
                .environment("GOPROXY", "https://p.example")
                .lines())
        .containsExactly(
            "warning setting-dead GOINSECURE is git.example, which has no effect: GOPROXY has no"
                + " direct, and nothing is fetched past it");
    for (String proxies :
        List.of("direct", "https://p.example,direct", "https://p.example|direct")) {
      assertThat(
              machine()
                  .environment("GOINSECURE", "git.example")
                  .environment("GOPROXY", proxies)
                  .lines())
          .isEmpty();
    }
    assertThat(
            machine()
                .environment("GOINSECURE", "git.example")
                .environment("GOPRIVATE", "git.example")
                .environment("GOPROXY", "https://p.example")
                .lines())
        .isEmpty();
  }

  @Test
  void whatGoEnvKeeps() {
    assertThat(machine().kept("CGO_ENABLED", "0").lines())
        .containsExactly("warning setting-left CGO_ENABLED is 0: every build is without cgo");
    assertThat(machine().kept("CGO_ENABLED", "0").fix()).containsExactly("go env -u CGO_ENABLED");
    assertThat(machine().kept("GOTOOLCHAIN", "go1.24.1").lines())
        .containsExactly(
            "warning setting-left GOTOOLCHAIN is go1.24.1: go starts this version in every"
                + " project, whichever is first on PATH");
    assertThat(machine().kept("GOFLAGS", "-mod=mod").lines())
        .containsExactly("note setting-left GOFLAGS is -mod=mod: every go command has these flags");
    assertThat(
            machine()
                .setting(
                    "GOPROXY",
                    new Layer(Kind.ENVIRONMENT, "", "https://a.example"),
                    new Layer(Kind.USER_FILE, "/home/u/.config/go/env", "https://b.example"))
                .lines())
        .containsExactly(
            "warning setting-dead GOPROXY is https://b.example, which has no effect: the variable"
                + " of the environment says https://a.example");
  }

  /** What a setting does depends on the version that was found. */
  @Test
  void settingsOfOtherVersions() {
    assertThat(new Machines().go("go1.20.14", OWN).environment("GOTOOLCHAIN", "local").lines())
        .contains(
            "warning setting-dead GOTOOLCHAIN is local, which has no effect: only Go 1.21 and later"
                + " heed it");
    for (String version : List.of("go1.26.8", "go1.27.0")) {
      assertThat(
              new Machines()
                  .host(Machines.mac("aarch64", "0"))
                  .go(version, "darwin/arm64")
                  .environment("SSL_CERT_FILE", "/ca.pem")
                  .lines())
          .hasSize(version.equals("go1.26.8") ? 1 : 0);
    }
    assertThat(
            new Machines()
                .host(Machines.mac("aarch64", "0"))
                .go("go1.27.0", "darwin/arm64")
                .environment("GODEBUG", "netdns=go")
                .lines())
        .containsExactly(
            "warning setting-dead GODEBUG is netdns=go, which has no effect: here go always asks"
                + " the system for names");
  }

  @ParameterizedTest
  @CsvSource({
    "GOSUMD, GOSUMDB",
    "GOPROXI, GOPROXY",
    "GOTOLCHAIN, GOTOOLCHAIN",
    "GO_ARCH, GOARCH",
    "CGO_ENABLE, CGO_ENABLED",
    "HTTPS_PORXY, HTTPS_PROXY"
  })
  void aMisspeltSetting(String name, String meant) {
    assertThat(GoSettings.isLikeOne(name)).isTrue();
    assertThat(machine().unknown(name, "x").lines())
        .containsExactly(
            "warning setting-dead "
                + name
                + " is x, which has no effect: go knows no "
                + name
                + "; "
                + meant
                + " was meant?");
    assertThat(machine().unknown(name, "x").fix())
        .startsWith("unset " + name)
        .contains("export " + meant + "='x'");
  }

  /** A switch of articles: no pattern of modules is meant by its 1. */
  @Test
  void aSwitchThatGoNeverHad() {
    assertThat(machine().unknown("GONOSUMCHECK", "1").lines())
        .containsExactly(
            "warning setting-dead GONOSUMCHECK is 1, which has no effect: go knows no"
                + " GONOSUMCHECK");
  }

  @Test
  void blanksAroundAMisspeltSetting() {
    assertThat(machine().unknown("GOSUMD", " off").fix()).contains("export GOSUMDB='off'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "/srv/proxy", "proxy:/x", "https://p.example,foo"})
  void anAddressThatIsNone(String value) {
    assertThat(machine().environment("GOPROXY", value).lines())
        .singleElement()
        .asString()
        .startsWith("error setting-invalid GOPROXY is " + value)
        .endsWith("is no address of a module proxy");
  }

  @Test
  void aBlankBeforeOffIsNotOff() {
    assertThat(machine().environment("GOSUMDB", " off").lines())
        .containsExactly(
            "error setting-invalid GOSUMDB is  off, which go refuses: malformed verifier id");
  }

  /** The tools that go takes by GOROOT are none of the installation that it stands in. */
  @Test
  void anotherGorootOverlaysNothing() {
    List<ToolFolder> tools =
        List.of(new ToolFolder("linux_amd64", List.of(OWN), List.of("go1.25.14")));
    assertThat(
            machine()
                .go("go1.25.14", "go1.25.14", OWN, "go.dev", tools)
                .environment("GOROOT", "/go1")
                .leadsTo("/go1")
                .lines())
        .noneMatch(line -> line.contains("go-overlaid"))
        .anyMatch(line -> line.contains("goroot-setting"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GOOGLE",
        "GODOT_BIN",
        "GOFOO",
        "GOPHER",
        "GOPATH",
        "GOMAXPROCS",
        "HTTPD",
        "GO_ENV",
        "GOTAGS",
        "GO_TAGS",
        "GOLDFLAGS",
        "GOEXP"
      })
  void otherNamesAreNoneOfGo(String name) {
    assertThat(GoSettings.isLikeOne(name)).isFalse();
  }

  /** What it was to keep from public servers goes there. */
  @Test
  void aMisspeltGoprivateLeaks() {
    assertThat(machine().unknown("GOPRIVAT", "git.example").lines().getFirst())
        .startsWith("error setting-dead GOPRIVAT is git.example")
        .endsWith("Private paths go to public servers");
  }

  // What is around.

  @Test
  void aDebuggerOfAnotherProcessor() {
    Machines machine =
        new Machines()
            .host(Machines.mac("aarch64", "0"))
            .go("go1.27.0", "darwin/arm64")
            .program(Role.DEBUGGER, "dlv", "darwin/amd64");
    assertThat(machine.lines())
        .containsExactly("warning mixed-chain /bin/dlv is darwin/amd64, but go is darwin/arm64");
    assertThat(machine.fix())
        .containsExactly("GOBIN='/bin' go install github.com/go-delve/delve/cmd/dlv@latest");
    assertThat(machine().program(Role.C_COMPILER, "gcc", "linux/arm64").lines())
        .containsExactly(
            "warning mixed-chain /bin/gcc is linux/arm64, but this machine is linux/amd64");
    assertThat(machine().program(Role.PARENT, "bash", OWN).lines()).isEmpty();
  }

  @Test
  void cgoByDefault() {
    assertThat(machine().program(Role.C_COMPILER, "gcc", OWN).judged().cgo())
        .isEqualTo(new Statement("on", "C compiler: /bin/gcc"));
    assertThat(machine().program(Role.C_COMPILER, "gcc").judged().cgo())
        .isEqualTo(new Statement("off", "no C compiler: gcc is not on PATH"));
    assertThat(
            new Machines()
                .go("go1.19.8", OWN)
                .program(Role.C_COMPILER, "gcc")
                .judged()
                .cgo()
                .answer())
        .isEqualTo("on");
    assertThat(machine().environment("CGO_ENABLED", "0").judged().cgo().answer()).isEqualTo("off");
    assertThat(machine().environment("GOARCH", "arm64").judged().cgo())
        .isEqualTo(new Statement("off", "builds are for another platform, linux/arm64"));
    assertThat(new Machines().judged().cgo().answer()).isEqualTo("unknown");
  }

  @Test
  void withoutGoNothingIsChecked() {
    DoctorReport report = new Machines().judged();
    assertThat(report.report().checked())
        .extracting(Checked::outcome)
        .containsExactly(Checked.Outcome.PASSED, Checked.Outcome.NOT_CHECKED);
    assertThat(report.next().outcome()).isEqualTo(GoChoice.Outcome.UNKNOWN);
    assertThat(report.goroot().answer()).isEqualTo("unknown");
  }

  // Values at which go stops.

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "GOFLAGS | -mod vendor | non-flag \"vendor\"",
        "HTTPS_PROXY | socks://127.0.0.1:9 | it is no address of a proxy that go knows",
        "HTTPS_PROXY | direct | it is no address of a proxy",
        "HTTP_PROXY | http:127.0.0.1:9 | it is no address of a proxy",
        "HTTP_PROXY | http//127.0.0.1:9 | it is no address of a proxy",
        "https_proxy | http:// | it is no address of a proxy",
        "https_proxy | \"http://127.0.0.1:9\" | it is no address of a proxy",
        "GOFLAGS | -v -mod | flag needs an argument: -mod",
        "GOFLAGS | --ldflags | flag needs an argument: -ldflags",
        "GOFLAGS | -mod=vendro | invalid value \"vendro\" for flag -mod",
        "GOFLAGS | -v=2 | invalid boolean value \"2\" for flag -v",
        "GOFLAGS | -buildvcs=maybe | invalid boolean value \"maybe\" for flag -buildvcs",
        "GOFLAGS | -p=0 | invalid value \"0\" for flag -p",
        "GOFLAGS | -buildmode=foo | invalid value \"foo\" for flag -buildmode",
        "GOFLAGS | -C=/tmp | -C flag must be first flag on command line",
        "GOFLAGS | '-ldflags=-s | a quote does not end",
        "GOSUMDB | a+b | malformed verifier id",
        "GOSUMDB | sum.golang.xyz | malformed verifier id",
        "GOSUMDB | sum.golang.org https://x y | too many fields",
        "GOPROXY | htp://x | htp://x is no address of a module proxy",
        "GOFLAGS | --- | non-flag",
        "GO111MODULE | yes | unknown environment setting",
        "GOARCH | amd46 | go knows no such GOARCH",
        "GOOS | linx | go knows no such GOOS",
        "GOFIPS140 | v9 | no such GOFIPS140",
        "GOTOOLCHAIN | 1.27 | go knows no such GOTOOLCHAIN"
      })
  void aValueAtWhichGoStops(String name, String value, String expected) {
    assertThat(machine().environment(name, value).lines())
        .anyMatch(line ->
            line.startsWith("error setting-invalid " + name + " is " + value)
                && line.contains(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-mod=mod",
        "--mod=vendor -tags=a,b",
        "\"-ldflags=-s -w\" -v",
        "'-gcflags=all=-N -l'",
        "-modfile=x.mod",
        "-test.v -json -buildvcs=false -trimpath",
        "-p=+4 -p=0x10 -p=1_0",
        "-buildvcs=auto -race=true -x=T -p=8 -buildmode=pie -covermode=atomic -compiler=gc",
        "-a '-ldflags=-X … …' -v",
        "-ldflags=-X=…",
        "-mod="
      })
  void flagsThatGoTakes(String flags) {
    assertThat(machine().environment("GOFLAGS", flags).lines())
        .containsExactly(
            "note setting-left GOFLAGS is " + flags + ": every go command has these flags");
  }

  /** Which there are is known of these versions alone. */
  @Test
  void aFlagThatNoCommandHas() {
    assertThat(new Machines().go("go1.26.3", OWN).environment("GOFLAGS", "-tag=x").lines())
        .contains(
            "error setting-invalid GOFLAGS is -tag=x, which go refuses: parsing $GOFLAGS: unknown"
                + " flag -tag");
    for (String version : List.of("go1.18.1", "go1.27.0")) {
      assertThat(new Machines().go(version, OWN).environment("GOFLAGS", "-new=x").lines())
          .noneMatch(line -> line.contains("unknown flag"));
    }
  }

  @Test
  void flagsInAWorkspace() {
    assertThat(machine().environment("GOFLAGS", "-mod=mod").workspace("1.25", "1.25").lines())
        .anyMatch(line -> line.contains("may only be set to readonly or vendor"));
    assertThat(machine().environment("GOFLAGS", "-mod=vendor").workspace("1.25", "1.25").lines())
        .noneMatch(line -> line.startsWith("error"));
  }

  @ParameterizedTest
  @CsvSource({"./gcc", "~/gcc", "../bin/clang -x"})
  void aCompilerByARelativePath(String value) {
    Machines machine = machine().environment("CC", value).program(Role.C_COMPILER, "gcc", OWN);
    assertThat(machine.lines())
        .contains(
            "error setting-invalid CC is "
                + value
                + ", which go refuses: environment variable is relative; must be absolute path");
  }

  /** An editor of another system left it there. */
  @Test
  void blanksInTheFile() {
    Machines machine = machine().kept("GOPRIVATE", "git.example\r");
    assertThat(machine.lines())
        .containsExactly(
            "error setting-invalid GOPRIVATE is git.example\r, which go refuses: a carriage return"
                + " at its end is part of it");
    assertThat(machine.fix()).containsExactly("go env -w GOPRIVATE=git.example");
  }

  /** As a .env file for a container has them. */
  @Test
  void quotesThatNoShellRemoved() {
    Machines machine = machine().kept("GOPROXY", "\"off\"");
    assertThat(machine.lines())
        .containsExactly(
            "error setting-invalid GOPROXY is \"off\", which go refuses: quotes are part of it");
    assertThat(machine.fix()).containsExactly("go env -w GOPROXY=off");
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_WRITABLE, this user may not write there",
    "ABSENT, no such folder",
    "NO_FOLDER, it is no folder",
    "RELATIVE, it is relative",
    "NO_PROGRAMS, mounted noexec",
    "UNKNOWN, neither HOME nor"
  })
  void aFolderThatGoCannotUse(FolderFacts.State state, String expected) {
    assertThat(machine().folder("GOTMPDIR", "/x", state).lines())
        .singleElement()
        .asString()
        .contains(" setting-invalid GOTMPDIR is /x by default, which go refuses: ")
        .contains(expected);
    assertThat(machine().environment("GOTMPDIR", "/x").folder("GOTMPDIR", "/x", state).fix())
        .startsWith("unset GOTMPDIR");
    assertThat(machine().folder("GOTMPDIR", "/x", FolderFacts.State.USABLE).lines()).isEmpty();
  }

  /** What one user may not write matters only to what needs it. */
  @Test
  void foldersThatNotEveryBuildNeeds() {
    for (String name : List.of("GOMODCACHE", "GOBIN")) {
      assertThat(machine().folder(name, "/x", FolderFacts.State.NOT_WRITABLE).lines())
          .singleElement()
          .asString()
          .startsWith("warning setting-invalid ");
    }
    assertThat(machine().folder("GOPATH", "/x", FolderFacts.State.NOT_WRITABLE).lines()).isEmpty();
    assertThat(machine().folder("GOPATH", "x", FolderFacts.State.RELATIVE).lines()).hasSize(1);
  }

  /** Only where it changes what go does. */
  @Test
  void blanksThatGoPassesOver() {
    for (String name : List.of("CGO_CFLAGS", "CC")) {
      assertThat(machine().program(Role.C_COMPILER, "gcc", OWN).kept(name, "gcc ").lines())
          .isEmpty();
    }
  }

  /** What is wrong is told of the setting that is, once. */
  @Test
  void whatAnotherSettingMakesWrongIsToldOfThatOne() {
    FolderFacts.State relative = FolderFacts.State.RELATIVE;
    assertThat(
            machine()
                .environment("GOPATH", "rel")
                .folder("GOPATH", "rel", relative)
                .usually("GOMODCACHE", "rel/pkg/mod", relative)
                .lines())
        .singleElement()
        .asString()
        .startsWith("error setting-invalid GOPATH is rel");
    Machines cache =
        machine()
            .environment("XDG_CACHE_HOME", "cache")
            .usually("GOCACHE", "", FolderFacts.State.UNKNOWN);
    assertThat(cache.lines())
        .containsExactly(
            "error setting-invalid XDG_CACHE_HOME is cache, which go refuses: path in"
                + " $XDG_CACHE_HOME is relative: no place for GOCACHE");
    assertThat(cache.fix()).startsWith("unset XDG_CACHE_HOME");
    assertThat(machine().environment("XDG_CONFIG_HOME", "cfg").lines())
        .containsExactly(
            "warning setting-dead XDG_CONFIG_HOME is cfg, which has no effect: path in"
                + " $XDG_CONFIG_HOME is relative: go finds no file of go env -w");
    assertThat(machine().environment("GOBIN", "rel").folder("GOBIN", "rel", relative).lines())
        .singleElement()
        .asString()
        .startsWith("warning setting-invalid GOBIN");
    assertThat(machine().kept("GODEBUG", "netdns=foo").lines())
        .singleElement()
        .asString()
        .endsWith("go takes it from the environment alone");
  }

  /** Go takes them for comments. */
  @Test
  void linesOfTheFileThatAreNone() {
    Machines machine = machine().keptUnknown(" GOPRIVATE", "git.example");
    assertThat(machine.lines())
        .containsExactly(
            "error setting-dead  GOPRIVATE is git.example, which has no effect: go passes over the"
                + " line, which does not begin with GOPRIVATE=. Private paths go to public servers");
    assertThat(machine.fix())
        .containsExactly(
            "sed -i.bak '/^ GOPRIVATE=/d' '/home/u/.config/go/env'",
            "go env -w GOPRIVATE=git.example");
    assertThat(machine().keptUnknown("export GOFLAGS", "-mod=mod").fix())
        .containsExactly(
            "sed -i.bak '/^export GOFLAGS=/d' '/home/u/.config/go/env'",
            "go env -w GOFLAGS=-mod=mod");
    assertThat(machine().keptUnknown("GOFLAGS: -mod", "mod").fix())
        .containsExactly("take the line GOFLAGS: -mod=… out of /home/u/.config/go/env");
    assertThat(machine().keptUnknown("HTTPS_PROXY", "http://h:1").lines())
        .containsExactly(
            "warning setting-dead HTTPS_PROXY is http://h:1, which has no effect: go takes it from"
                + " the environment alone");
    assertThat(machine().keptUnknown("gobin", "/x").lines())
        .containsExactly(
            "warning setting-dead gobin is /x, which has no effect: go knows no gobin; GOBIN was"
                + " meant?");
  }

  @Test
  void aCompilerThatIsNotThere() {
    assertThat(machine().environment("CC", "/opt/cross/gcc").lines())
        .singleElement()
        .asString()
        .startsWith("warning setting-left CC is /opt/cross/gcc: there is no such program");
    assertThat(
            machine().environment("CC", "/opt/cross/gcc").environment("CGO_ENABLED", "0").lines())
        .singleElement()
        .asString()
        .startsWith("note setting-left CGO_ENABLED");
  }

  // What is no go, or not a whole one.

  @Test
  void aProgramThatIsNotTheGoCommand() {
    for (String other : List.of("", "cmd/gofmt")) {
      Machines machine = machine().but(go -> changed(go, "/go0", other, List.of(OWN)));
      assertThat(machine.lines()).singleElement().asString().startsWith("error go-broken ");
      assertThat(checked(machine)).contains("/go0/bin/go FAILED");
      // It is not worth to be put first either.
      Machines behind =
          new Machines()
              .go("go1.27.0", OWN)
              .go("go1.28.0", OWN)
              .but(go -> changed(go, "/go1", other, List.of(OWN)));
      assertThat(behind.lines()).singleElement().asString().startsWith("note go-shadowed ");
    }
    Machines old =
        new Machines().go("go1.12.17", OWN).but(go -> changed(go, "/go0", "", List.of(OWN)));
    assertThat(old.lines()).noneMatch(line -> line.contains("go-broken"));
  }

  private static GoFacts changed(
      GoFacts go, String goroot, String mainPackage, List<String> platforms) {
    return new GoFacts(
        go.command(),
        go.pathPosition(),
        go.real(),
        go.shim(),
        go.maker(),
        goroot,
        go.version(),
        go.builtBy(),
        mainPackage,
        platforms,
        go.commands(),
        go.interpreter(),
        go.tools(),
        go.isSealed(),
        go.problems());
  }

  /** A copied command has no library. With GOROOT set it works, and must not lose it. */
  @Test
  void aCommandInNoGoroot() {
    Machines alone = machine().but(go -> changed(go, "", "cmd/go", List.of(OWN)));
    assertThat(alone.lines())
        .containsExactly(
            "error go-broken /go0/bin/go does not work as it is: it stands in no GOROOT, and"
                + " nothing says where its library and tools are");
    Machines set =
        machine()
            .but(go -> changed(go, "", "cmd/go", List.of(OWN)))
            .go("go1.27.0", OWN)
            .environment("GOROOT", "/link")
            .leadsTo("/go1");
    assertThat(set.lines())
        .containsExactly(
            "note go-shadowed /go0/bin/go stands before go1.27.0 linux/amd64 (/go1/bin/go) on PATH");
  }

  @Test
  void gorootIsWhereItLeads() {
    assertThat(machine().environment("GOROOT", "/link/").leadsTo("/go0").lines())
        .singleElement()
        .asString()
        .startsWith("note setting-left GOROOT is /link/: go finds this itself");
    Machines windows =
        new Machines()
            .host(Machines.windows("0xAA64"))
            .go("go1.27.0", "windows/arm64")
            .environment("GOROOT", "c:/GO0")
            .leadsTo("c:\\GO0");
    assertThat(windows.lines()).singleElement().asString().startsWith("note setting-left GOROOT");
  }

  @Test
  void toolsOfAnotherVersion() {
    Machines machine =
        new Machines()
            .go(
                "go1.27.4",
                "go1.27.4 X:nodwarf5",
                OWN,
                "go.dev",
                List.of(new ToolFolder("linux_amd64", List.of(OWN), List.of("go1.25.14"))));
    assertThat(machine.lines())
        .containsExactly(
            "error go-overlaid /go0/bin/go holds more than one installation: pkg/tool/linux_amd64"
                + " holds tools of go1.25.14");
    assertThat(
            new Machines()
                .go(
                    "go1.27.4",
                    "go1.27.4-X:nodwarf5",
                    OWN,
                    "go.dev",
                    List.of(
                        new ToolFolder(
                            "linux_amd64", List.of(OWN), List.of("go1.27.4-X:nodwarf5"))))
                .lines())
        .isEmpty();
  }

  @Test
  void twoInstallersForOneFolder() {
    Machines machine =
        new Machines()
            .host(Machines.windows("0xAA64"))
            .go("go1.27.0", "windows/arm64")
            .record("Go Programming Language amd64 go1.26.0", "c:\\go0\\")
            .record("Go Programming Language arm64 go1.27.0", "C:\\go0");
    assertThat(machine.lines())
        .singleElement()
        .asString()
        .contains("go-overlaid")
        .endsWith(
            "Windows has it installed by Go Programming Language amd64 go1.26.0 and Go Programming"
                + " Language arm64 go1.27.0");
  }

  // What cannot be told.

  @Test
  void whatCannotBeToldDoesNotPass() {
    Machines unread = machine().unread("/go0/pkg/tool/linux_amd64/link: permission denied");
    assertThat(checked(unread)).contains("/go0/pkg/tool/linux_amd64/link NOT_CHECKED");
    Machines other = machine().go("go1.26.0", OWN).unread("/go1/bin/go: permission denied");
    assertThat(checked(other)).noneMatch(line -> line.contains("NOT_CHECKED"));
    Machines system =
        new Machines()
            .host(new HostFacts("freebsd", "amd64", "", List.of()))
            .go("go1.27.0", "freebsd/amd64");
    assertThat(system.lines()).isEmpty();
    assertThat(checked(system))
        .containsExactly("this machine NOT_CHECKED", "/go0/bin/go NOT_CHECKED");
    Machines arm =
        new Machines().host(Machines.linux("aarch64", "aarch64")).go("go1.27.0", "linux/arm");
    assertThat(checked(arm)).contains("/go0/bin/go NOT_CHECKED");
  }

  /** In an image for another processor both run, and the image is what is to be mended. */
  @Test
  void anEmulatedContainer() {
    HostFacts host =
        new HostFacts(
            "linux",
            "amd64",
            "6.1.0",
            List.of(
                new HostFact("/proc/sys/kernel/arch", "aarch64"),
                new HostFact("/proc/self/comm", "qemu-x86_64"),
                new HostFact("/.dockerenv", "present")));
    DoctorReport report = new Machines().host(host).go("go1.27.0", OWN).judged();
    String all = report.diagnoses().toString();
    assertThat(all).contains("runs it only by ").contains("--platform").doesNotContain("rm -rf");
  }

  @Test
  void windowsThatDoesNotRunAmd64() {
    HostFacts ten =
        new HostFacts(
            "windows",
            "aarch64",
            "10.0.19045",
            List.of(
                new HostFact("IsWow64Process2.ProcessMachine", "0x0"),
                new HostFact("IsWow64Process2.NativeMachine", "0xAA64")));
    assertThat(new Machines().host(ten).go("go1.27.0", "windows/amd64").lines())
        .anyMatch(line -> line.endsWith("windows/arm64, does not run it"));
    assertThat(new Machines().host(ten).go("go1.27.0", "windows/386").lines())
        .anyMatch(line -> line.contains("runs it only by"));
  }

  @Test
  void macosAfterRosetta() {
    for (String version : List.of("27.1", "28.0")) {
      HostFacts mac =
          new HostFacts(
              "darwin",
              "aarch64",
              version,
              List.of(
                  new HostFact("sysctl.proc_translated", "0"),
                  new HostFact("hw.optional.arm64", "1")));
      DoctorReport report = new Machines().host(mac).go("go1.27.0", "darwin/amd64").judged();
      assertThat(report.diagnoses().getFirst().finding().message())
          .endsWith(version.equals("28.0") ? "does not run it" : "runs it only by Rosetta 2");
      assertThat(report.diagnoses().getFirst().cause().contains("through macOS 27"))
          .isEqualTo(version.equals("27.1"));
    }
  }

  /** Of a universal file the slice that the machine takes is what runs. */
  @Test
  void aUniversalGo() {
    Machines machine =
        new Machines()
            .host(Machines.mac("aarch64", "0"))
            .go("go1.27.0", "darwin/arm64")
            .but(go -> changed(go, "/go0", "cmd/go", List.of("darwin/amd64", "darwin/arm64")))
            .environment("GOARCH", "arm64");
    assertThat(machine.lines()).isEmpty();
  }

  // Who is told what.

  @Test
  void whereAVariableComesFrom() {
    SettingFacts setting =
        new SettingFacts(
            "GOARCH",
            List.of(new Layer(Kind.ENVIRONMENT, "", "386")),
            List.of(new Origin(Source.START_FILE, "/home/u/.profile", 7, "")));
    assertThat(machine().setting(setting).fix())
        .containsExactly("unset GOARCH", "take it out of /home/u/.profile, line 7");
    SettingFacts stale =
        new SettingFacts(
            "GOARCH",
            List.of(),
            List.of(new Origin(Source.REGISTRY_USER, "HKCU\\Environment", 0, "386")));
    Machines windows =
        new Machines()
            .host(Machines.windows("0xAA64"))
            .go("go1.27.0", "windows/arm64")
            .setting(stale);
    assertThat(windows.lines())
        .containsExactly(
            "warning setting-dead GOARCH is 386, which has no effect: this shell does not have it");
    assertThat(windows.fix()).containsExactly("open a new terminal");
  }

  @Test
  void whatGoRefusesIsMendedByWhatIsThere() {
    Machines machine =
        machine().go("go1.28.0", OWN).environment("GOTOOLCHAIN", "local").module("1.28", "");
    assertThat(machine.judged().diagnoses().toString())
        .contains("GO_REFUSES")
        .contains("export PATH='/go1/bin'");
    Machines alone = machine().kept("GOTOOLCHAIN", "local").module("1.28", "");
    assertThat(alone.fix()).containsExactly("go env -w GOTOOLCHAIN=auto");
    Machines both =
        machine()
            .setting(
                "GOTOOLCHAIN",
                new Layer(Kind.ENVIRONMENT, "", "local"),
                new Layer(Kind.GOROOT_FILE, "/go0/go.env", "local"))
            .module("1.28", "");
    assertThat(both.fix()).startsWith("unset GOTOOLCHAIN").endsWith("go env -w GOTOOLCHAIN=auto");
    // Without a file go env -w mends nothing.
    Machines noFile =
        machine()
            .setting("GOTOOLCHAIN", new Layer(Kind.GOROOT_FILE, "/go0/go.env", "local"))
            .module("1.28", "")
            .withoutUserFile();
    assertThat(noFile.fix()).containsExactly("export GOTOOLCHAIN='auto'");
    // Of a toolchain that nobody publishes no proxy has anything.
    Machines unpublished =
        machine()
            .environment("GOTOOLCHAIN", "auto")
            .environment("GOPROXY", "off")
            .module("1.25", "go1.27.9-foo");
    assertThat(unpublished.fix()).startsWith("archcheck toolchain install 1.27.9");
    // Words of a stranger's file are no part of a command.
    Machines hostile =
        machine().environment("GOTOOLCHAIN", "path").module("1.21;curl x|sh", "go1.99.0");
    assertThat(hostile.judged().diagnoses().toString()).doesNotContain("install 1.21;");
  }

  @Test
  void aWorkspaceThatIsNotThereOrTooOld() {
    ProjectFacts none = ProjectFacts.refused("/x/go.work", "GOWORK names no file that is there");
    Machines gone = machine().environment("GOWORK", "/x/go.work").project(none);
    assertThat(gone.lines().getFirst()).startsWith("error go-refuses /x/go.work");
    assertThat(gone.fix()).startsWith("unset GOWORK");
    Machines older = machine().environment("GOTOOLCHAIN", "local").workspace("1.20", "1.25.0");
    assertThat(older.lines().getFirst())
        .endsWith("module ./a requires go >= 1.25.0, but /app/go.work lists go 1.20");
    assertThat(older.fix()).containsExactly("go work use");
  }

  /** Before Go 1.21 a line go was mere advice, in a workspace, too. */
  @Test
  void anOldWorkspaceOfOldModules() {
    assertThat(machine().workspace("1.18", "1.20").lines()).isEmpty();
  }

  /** What updates the workspace must itself be new enough. */
  @Test
  void aWorkspaceOfModulesThatWantALaterGo() {
    Machines machine = machine().environment("GOTOOLCHAIN", "local").workspace("1.26", "1.28.1");
    assertThat(machine.fix())
        .startsWith("archcheck toolchain install 1.28.1")
        .endsWith("go work use");
    assertThat(machine().environment("GOTOOLCHAIN", "auto").workspace("1.26", "1.28.1").fix())
        .containsExactly("go work use");
  }

  @Test
  void namesOfToolchainsThatAreNone() {
    Machines project = machine().environment("GOTOOLCHAIN", "auto").module("1.25", "go1.99");
    assertThat(project.lines()).singleElement().asString().startsWith("error go-refuses");
    assertThat(project.fix()).containsExactly("mend /app/go.mod");
    Machines setting = machine().environment("GOTOOLCHAIN", "go1.27.9-custom");
    assertThat(setting.lines().getFirst()).startsWith("error setting-invalid GOTOOLCHAIN");
    assertThat(setting.fix()).startsWith("unset GOTOOLCHAIN");
    assertThat(machine().environment("GOTOOLCHAIN", "go1.27.0 +auto").lines().getFirst())
        .endsWith("go knows no such GOTOOLCHAIN");
  }

  /** A shell file of tomorrow's go keeps what today's passes over. */
  @Test
  void aToolchainSettingThatAnotherGoHeeds() {
    Machines both =
        new Machines().go("go1.20.1", OWN).go("go1.27.0", OWN).kept("GOTOOLCHAIN", "local");
    assertThat(both.lines())
        .contains(
            "note setting-dead GOTOOLCHAIN is local, which has no effect: only Go 1.21 and"
                + " later heed it");
  }
}
