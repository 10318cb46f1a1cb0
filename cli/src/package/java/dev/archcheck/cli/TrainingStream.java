package dev.archcheck.cli;

import java.util.ArrayList;
import java.util.List;

/** What go list might write of a program with two thousand packages, some of which use cgo. */
final class TrainingStream {

  private static final int PACKAGES = 2000;
  private static final int MODULES = 40;
  private static final int DEPENDENCIES = 60;

  private TrainingStream() {}

  static String text() {
    StringBuilder text = new StringBuilder();
    standard(text);
    for (int i = 0; i < PACKAGES; i++) {
      one(text, i);
    }
    return text.toString();
  }

  private static void standard(StringBuilder text) {
    text.append(
        """
        {"ImportPath": "unsafe", "Name": "unsafe", "Standard": true, "DepOnly": true}
        {"Dir": "/go/src/runtime", "ImportPath": "runtime", "Name": "runtime", "Doc": "Package.",
        "Standard": true, "DepOnly": true, "GoFiles": ["a.go"], "HFiles": ["a.h"],
        "Goroot": true, "IgnoredOtherFiles": ["b.s"], "TestImports": ["testing"],
        "XTestImports": ["testing"],
        "SFiles": ["rt0_linux_amd64.s"], "Imports": ["unsafe"], "Deps": ["unsafe"],
        "XTestGoFiles": ["crash_cgo_test.go"]}
        {"ImportPath": "runtime/cgo", "Name": "cgo", "Standard": true, "DepOnly": true,
        "CgoFiles": ["cgo.go"], "Imports": ["C", "runtime"]}
        """);
  }

  private static String path(int number) {
    return "example.org/m" + number % MODULES + "/p" + number;
  }

  private static void one(StringBuilder text, int number) {
    boolean last = number == PACKAGES - 1;
    List<String> imports = new ArrayList<>(List.of("runtime"));
    for (int before = number - 1; before >= 0 && before > number - 12; before--) {
      imports.add(path(before));
    }
    List<String> dependencies = new ArrayList<>(imports);
    for (int i = 0; i < DEPENDENCIES; i++) {
      dependencies.add(path(i));
    }
    text.append("{\n\t\"Dir\": \"/src/").append(path(number)).append("\",\n");
    text.append("\t\"ImportPath\": \"").append(path(number)).append("\",\n");
    text.append("\t\"Name\": \"").append(last ? "main" : "p" + number).append("\",\n");
    text.append("\t\"Doc\": \"Package p says what it does.\",\n");
    text.append("\t\"Module\": {\n\t\t\"Path\": \"example.org/m").append(number % MODULES);
    text.append("\",\n\t\t\"Version\": \"v1.0.0\",\n\t\t\"GoVersion\": \"1.24\"\n\t},\n");
    text.append(last ? "" : "\t\"DepOnly\": true,\n");
    text.append("\t\"Stale\": true,\n\t\"StaleReason\": \"stale dependency\",\n");
    list(text, "GoFiles", List.of("a.go", "b.go", "c_linux.go"));
    if (number % 50 == 0) {
      imports.add("C");
      list(text, "CgoFiles", List.of("cgo.go"));
    }
    if (number % 60 == 0) {
      list(text, "SFiles", List.of("a_amd64.s"));
    }
    list(text, "IgnoredGoFiles", List.of("a_windows.go", "b_arm64.go"));
    list(text, "Imports", imports);
    list(text, "Deps", dependencies);
    list(text, "TestGoFiles", List.of("a_test.go"));
    text.append("\t\"TestImports\": [\n\t\t\"testing\"\n\t]\n}\n");
  }

  private static void list(StringBuilder text, String name, List<String> items) {
    text.append("\t\"").append(name).append("\": [\n\t\t\"");
    text.append(String.join("\",\n\t\t\"", items)).append("\"\n\t],\n");
  }
}
