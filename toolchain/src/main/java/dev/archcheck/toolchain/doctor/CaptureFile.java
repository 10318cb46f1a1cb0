package dev.archcheck.toolchain.doctor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Captures as JSON: each record is an object with a member for each component, in their order. What
 * a file does not have is empty, what a reader does not know is passed over, so that captures of
 * other versions can be judged.
 */
public final class CaptureFile {

  /** The member of a document of {@code archcheck doctor} that holds the capture. */
  public static final String MEMBER = "capture";

  private static final int MAX_SIZE = 8 << 20;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private CaptureFile() {}

  /** Writes a capture as a value. */
  public static void write(JsonGenerator json, Capture capture) throws IOException {
    value(json, capture);
  }

  private static void value(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case String text -> json.writeString(text);
      case Integer number -> json.writeNumber(number);
      case Boolean flag -> json.writeBoolean(flag);
      case Enum<?> one -> json.writeString(word(one));
      case List<?> list -> {
        json.writeStartArray();
        for (Object one : list) {
          value(json, one);
        }
        json.writeEndArray();
      }
      case Record one -> {
        json.writeStartObject();
        for (RecordComponent component : one.getClass().getRecordComponents()) {
          json.writeFieldName(component.getName());
          value(json, component(one, component));
        }
        json.writeEndObject();
      }
      case null, default -> throw new IllegalStateException("no form for " + value);
    }
  }

  private static @Nullable Object component(Record one, RecordComponent component) {
    try {
      return component.getAccessor().invoke(one);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e); // the accessors of our records do nothing else
    }
  }

  private static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads a capture: by itself, or as a member of what {@code archcheck doctor --format json}
   * wrote.
   *
   * @throws MalformedCaptureException if it is none
   * @throws IOException if it cannot be read
   */
  public static Capture read(InputStream in) throws IOException {
    try (JsonParser json = FACTORY.createParser(new Bounded(in))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedCaptureException("it is no JSON object");
      }
      Capture capture = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean isCapture = json.currentName().equals(MEMBER);
        json.nextToken();
        if (isCapture) {
          capture = checked((Capture) object(json, Capture.class, MEMBER));
        } else {
          json.skipChildren();
        }
      }
      if (json.nextToken() != null) {
        throw new MalformedCaptureException("behind the document is something else");
      }
      if (capture != null) {
        return capture;
      }
      throw new MalformedCaptureException(
          "it has no member " + MEMBER + ": archcheck doctor --format json writes one");
    } catch (JsonProcessingException e) {
      throw new MalformedCaptureException(
          "it is no JSON, or breaks off: " + e.getOriginalMessage());
    } catch (CharConversionException e) {
      throw new MalformedCaptureException("it is no text: " + e.getMessage());
    }
  }

  private static Capture checked(Capture capture) throws MalformedCaptureException {
    if (capture.host().os().isEmpty()) {
      throw new MalformedCaptureException(MEMBER + ".host.os is missing");
    }
    Set<Integer> positions = new HashSet<>();
    for (GoFacts go : capture.gos()) {
      if (go.pathPosition() > 0 && !positions.add(go.pathPosition())) {
        throw new MalformedCaptureException(
            MEMBER + ".gos has two at the place " + go.pathPosition() + " of PATH");
      }
    }
    return capture;
  }

  /** Far more than any machine has; a stream without end is none. */
  private static final class Bounded extends FilterInputStream {

    private int left = MAX_SIZE;

    Bounded(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      int got = super.read(to, offset, Math.min(length, left + 1));
      if (got > left) {
        throw new MalformedCaptureException("it is larger than 8 MiB");
      }
      left -= Math.max(0, got);
      return got;
    }
  }

  private static Object object(JsonParser json, Class<?> type, String place) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new MalformedCaptureException(place + " is no object");
    }
    RecordComponent[] components = type.getRecordComponents();
    Map<String, Object> values = new HashMap<>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      RecordComponent component = find(components, name);
      if (component == null) {
        json.skipChildren();
      } else {
        values.put(name, read(json, component.getGenericType(), place + "." + name));
      }
    }
    Class<?>[] types = new Class<?>[components.length];
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      Object value = values.get(components[i].getName());
      arguments[i] = value == null ? empty(types[i], place + "." + components[i].getName()) : value;
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e); // the canonical constructors only copy lists
    }
  }

  private static @Nullable RecordComponent find(RecordComponent[] components, String name) {
    for (RecordComponent component : components) {
      if (component.getName().equals(name)) {
        return component;
      }
    }
    return null;
  }

  private static Object read(JsonParser json, Type type, String place) throws IOException {
    JsonToken token = json.currentToken();
    if (type instanceof ParameterizedType list) {
      if (token != JsonToken.START_ARRAY) {
        throw new MalformedCaptureException(place + " is no array");
      }
      List<Object> all = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        all.add(read(json, list.getActualTypeArguments()[0], place + "[" + all.size() + "]"));
      }
      return all;
    }
    Class<?> kind = (Class<?>) type;
    if (kind.isRecord()) {
      return object(json, kind, place);
    }
    if (kind == int.class && token == JsonToken.VALUE_NUMBER_INT) {
      return json.getIntValue();
    }
    if (kind == boolean.class && token.isBoolean()) {
      return json.getBooleanValue();
    }
    if (token != JsonToken.VALUE_STRING || (kind != String.class && !kind.isEnum())) {
      throw new MalformedCaptureException(place + " is of another type: " + token);
    }
    return kind.isEnum() ? constant(kind, json.getText(), place) : json.getText();
  }

  private static Object constant(Class<?> kind, String text, String place)
      throws MalformedCaptureException {
    for (Object one : kind.getEnumConstants()) {
      if (word((Enum<?>) one).equals(text)) {
        return one;
      }
    }
    throw new MalformedCaptureException(place + " is '" + text + "', which is unknown");
  }

  private static Object empty(Class<?> type, String place) throws MalformedCaptureException {
    if (type == String.class) {
      return "";
    }
    if (type == List.class) {
      return List.of();
    }
    if (type == int.class) {
      return 0;
    }
    if (type == boolean.class) {
      return false;
    }
    if (type == ProjectFacts.class) {
      return ProjectFacts.NONE;
    }
    throw new MalformedCaptureException(place + " is missing");
  }
}
