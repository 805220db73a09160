"""Faces: detector on several views, landmark model as judge, attributes of those that are large
enough. The same views and crops as the engine's (src/vision/face_views.hpp, faces.cpp)."""

import cv2
import numpy as np
from network import Network
from pictures import box_json, crop_square, resize, square_map

SIDE = 192
CLOSE_UP_ZOOM = 0.45
TILES_MAX, TILE_SIDE_MIN, OVERLAP_MIN = 12, 128, 0.2
SCORE_MIN, IOU_MAX = 0.5, 0.3
PRESENCE_MIN, SURE_SCORE, ATTRIBUTE_SIDE_MIN = 0.5, 0.8, 40
EMOTIONS = ("ANGRY", "DISGUSTED", "FEAR", "HAPPY", "SAD", "SURPRISED", "CALM")

detector = Network("face-detection.onnx", 127.5, 127.5)
landmarks = Network("face-landmark.onnx", 0, 255)
attributes = Network("faceres.onnx")
emotions = Network("emotion.onnx", 127.5, 127.5)
GRID = SIDE // 4
ANCHORS = np.stack(np.meshgrid(np.arange(GRID) + 0.5, np.arange(GRID) + 0.5), -1).reshape(-1, 2)
ANCHORS = (ANCHORS / GRID).astype(np.float32)


def sigmoid(x):
    return 1 / (1 + np.exp(-np.clip(x, -80, 80)))


def spread(length, side):
    if length <= side:
        return [0]
    gaps = int(np.ceil((length - side) / (side * (1 - OVERLAP_MIN))))
    return [round(i * (length - side) / gaps) for i in range(gaps + 1)]


def views(width, height):
    found = [(0, 0, width, height, 1.0), (0, 0, width, height, CLOSE_UP_ZOOM)]
    longer = max(width, height)
    for share in (1 / 3, 0.4, 0.5):
        side = max(TILE_SIDE_MIN, int(longer * share))
        columns, rows = spread(width, side), spread(height, side)
        if side * 2 > longer or len(columns) * len(rows) > TILES_MAX:
            continue
        found += [(x, y, min(side, width), min(side, height), 1.0) for y in rows for x in columns]
        break
    return found


def detect_in_view(picture, view):
    """Rows of score, x0, y0, x1, y1, six points: pixels of the picture."""
    left, top, width, height, zoom = view
    scale = SIDE * zoom / max(width, height)
    small_w, small_h = max(1, round(width * scale)), max(1, round(height * scale))
    canvas = np.zeros((SIDE, SIDE, 3), np.uint8)
    x, y = (SIDE - small_w) // 2, (SIDE - small_h) // 2
    canvas[y:y + small_h, x:x + small_w] = resize(
        picture[top:top + height, left:left + width], small_w, small_h)
    out = detector(canvas)
    scores = sigmoid(out["reshaped_classifier_face_4"].reshape(-1))
    keep = scores >= SCORE_MIN
    raw = out["reshaped_regressor_face_4"].reshape(-1, 8, 2)[keep]
    centre = raw[:, :1] / SIDE + ANCHORS[keep][:, None]
    half = raw[:, 1:2] / SIDE / 2
    points = np.concatenate([centre - half, centre + half,
                             raw[:, 2:] / SIDE + ANCHORS[keep][:, None]], 1)
    points = (points * SIDE - (x, y)) / scale + (left, top)
    return np.concatenate([scores[keep][:, None], points.reshape(-1, 16)], 1)


def candidates(picture):
    height, width = picture.shape[:2]
    rows = np.concatenate([detect_in_view(picture, view) for view in views(width, height)])
    if not len(rows):
        return rows
    boxes = np.concatenate([rows[:, 1:3], rows[:, 3:5] - rows[:, 1:3]], 1)
    return rows[np.asarray(cv2.dnn.NMSBoxes(boxes, rows[:, 0], SCORE_MIN, IOU_MAX)).reshape(-1)]


def square_of(row):
    """Centre, side and angle of a candidate, by its box and its eyes."""
    right_eye, left_eye = row[5:7], row[7:9]
    angle = float(np.arctan2(left_eye[1] - right_eye[1], left_eye[0] - right_eye[0]))
    return (row[1:3] + row[3:5]) / 2, float(max(row[3:5] - row[1:3])), angle


def square_of_mesh(mesh):
    eyes = mesh[263, :2] - mesh[33, :2]
    low, high = mesh[:, :2].min(0), mesh[:, :2].max(0)
    return (low + high) / 2, float(max(high - low)), float(np.arctan2(eyes[1], eyes[0]))


def find_mesh(picture, row):
    """Presence and the 468 points in pixels of the picture."""
    centre, side, angle = square_of(row)
    out = landmarks(crop_square(picture, centre, side * 1.5, angle, SIDE))
    mesh = out["conv2d_20"].reshape(468, 3)
    turn = square_map(centre, side * 1.5, angle, SIDE)
    mesh = np.concatenate([mesh[:, :2] @ turn[:, :2].T + turn[:, 2],
                           mesh[:, 2:] * (side * 1.5 / SIDE)], 1)
    return float(sigmoid(out["conv2d_30"].reshape(-1)[0])), mesh


def describe(picture, square):
    """Age, gender, vector and emotions."""
    centre, side, angle = square
    out = attributes(crop_square(picture, centre, side * 1.25, angle, 224))
    age = out["age"].reshape(-1) / out["age"].sum()
    years = float(age @ np.arange(len(age)))
    deviation = float(np.sqrt(age @ (np.arange(len(age)) - years) ** 2))
    male = float(out["gender"].reshape(-1)[0])
    vector = out["descriptor"].reshape(-1)
    grey = cv2.cvtColor(crop_square(picture, centre, side, angle, 64), cv2.COLOR_RGB2GRAY)
    mood = emotions(grey[..., None])["emotions"].reshape(-1)
    order = np.argsort(-mood)
    return {"AgeRange": {"Low": max(0, int(years - deviation)),
                         "High": int(np.ceil(years + deviation))},
            "Gender": {"Value": "Male" if male >= 0.5 else "Female",
                       "Confidence": 100 * max(male, 1 - male)},
            "Emotions": [{"Type": EMOTIONS[i], "Confidence": 100 * float(mood[i])}
                         for i in order],
            "vector": (vector / np.linalg.norm(vector)).tolist()}


def quality(picture, low, high):
    height, width = picture.shape[:2]
    x0, y0 = np.clip(low, 0, (width - 1, height - 1)).astype(int)
    x1, y1 = np.clip(high, (x0 + 1, y0 + 1), (width, height)).astype(int)
    grey = cv2.cvtColor(picture[y0:y1, x0:x1], cv2.COLOR_RGB2GRAY)
    return {"Brightness": float(grey.mean() / 2.55),
            "Sharpness": float(min(100, cv2.Laplacian(grey, cv2.CV_32F).var() / 10))}


def detect(picture):
    faces, squares = [], []
    for row in candidates(picture):
        presence, mesh = find_mesh(picture, row)
        if presence < PRESENCE_MIN and row[0] < SURE_SCORE:
            continue
        square = square_of_mesh(mesh) if presence >= PRESENCE_MIN else square_of(row)
        if any(np.hypot(*(square[0] - other[0])) < 0.5 * max(square[1], other[1])
               for other in squares):
            continue
        squares.append(square)
        low, high = mesh[:, :2].min(0), mesh[:, :2].max(0)
        shape = (picture.shape[1], picture.shape[0])
        face = {"BoundingBox": box_json(*low, *high, picture.shape),
                "Confidence": 100 * (1 - (1 - float(row[0])) * (1 - presence)),
                "Landmarks": [(point / shape).tolist() for point in mesh[::16, :2]],
                "Pose": {"Roll": float(np.degrees(square[2]))},
                "Quality": quality(picture, low, high)}
        if square[1] >= ATTRIBUTE_SIDE_MIN:
            face |= describe(picture, square)
        faces.append(face)
    return faces
