package dev.archcheck.toolchain.doctor;

import java.io.IOException;

/** A file that holds no capture. The message says what is wrong, and where in it. */
public final class MalformedCaptureException extends IOException {

  private static final long serialVersionUID = 1;

  MalformedCaptureException(String message) {
    super(message);
  }
}
