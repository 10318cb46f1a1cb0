package dev.archcheck.toolchain.doctor;

import java.util.List;

/** Names of settings that go heeds. */
final class GoSettings {

  /** What {@code go env} lists and a person can set (cmd/go/internal/cfg, KnownEnv; Go 1.27). */
  static final List<String> OF_GO =
      List.of(
          "AR",
          "CC",
          "CGO_CFLAGS",
          "CGO_CPPFLAGS",
          "CGO_CXXFLAGS",
          "CGO_ENABLED",
          "CGO_FFLAGS",
          "CGO_LDFLAGS",
          "CXX",
          "FC",
          "GCCGO",
          "GO111MODULE",
          "GO386",
          "GOAMD64",
          "GOARCH",
          "GOARM",
          "GOARM64",
          "GOAUTH",
          "GOBIN",
          "GOCACHE",
          "GOCACHEPROG",
          "GODEBUG",
          "GOENV",
          "GOEXE",
          "GOEXPERIMENT",
          "GOFIPS140",
          "GOFLAGS",
          "GOINSECURE",
          "GOMIPS",
          "GOMIPS64",
          "GOMODCACHE",
          "GONOPROXY",
          "GONOSUMDB",
          "GOOS",
          "GOPATH",
          "GOPPC64",
          "GOPRIVATE",
          "GOPROXY",
          "GORISCV64",
          "GOROOT",
          "GOSUMDB",
          "GOTELEMETRYDIR",
          "GOTMPDIR",
          "GOTOOLCHAIN",
          "GOVCS",
          "GOWASM",
          "GOWORK",
          "PKG_CONFIG");

  /** Not of go itself, but of the parts that it uses for certificates and proxies. */
  static final List<String> HEEDED =
      List.of("SSL_CERT_FILE", "SSL_CERT_DIR", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY");

  /** Of the runtime of Go programs, of building Go itself, and what {@code go env} only reports. */
  static final List<String> OTHERS =
      List.of(
          "GOCOVERDIR",
          "GOGC",
          "GOGCCFLAGS",
          "GOHOSTARCH",
          "GOHOSTOS",
          "GOMAXPROCS",
          "GOMEMLIMIT",
          "GOMOD",
          "GOPACKAGESDRIVER",
          "GOROOT_BOOTSTRAP",
          "GOROOT_FINAL",
          "GORACE",
          "GOTELEMETRY",
          "GOTOOLDIR",
          "GOTRACEBACK",
          "GOVERSION");

  private GoSettings() {}
}
