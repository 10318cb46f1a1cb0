package dev.archcheck.toolchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ReadFailureTest {

  @Test
  void saysWhyWithoutTheFileAndWithoutAClass() {
    assertThat(ReadFailure.why(new NoSuchFileException("/a"))).isEqualTo("is not there");
    assertThat(ReadFailure.why(new AccessDeniedException("/a"))).isEqualTo("permission denied");
    assertThat(ReadFailure.why(new FileSystemLoopException("/a"))).isEqualTo("a link in a circle");
    assertThat(ReadFailure.why(new FileSystemException("/a", null, "Input/output error")))
        .isEqualTo("Input/output error");
    assertThat(ReadFailure.why(new FileNotFoundException("/a (b)/c (Permission denied)")))
        .isEqualTo("permission denied");
    assertThat(ReadFailure.why(new IOException("broken"))).isEqualTo("broken");
  }
}
